import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { SlipStoredValues } from '../../src/slips/slip-stored-values.js';
import { Slips } from '../../src/slips/slips.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { Lots } from '../../src/stored-value/lots.js';
import { ReturnSpend } from '../../src/stored-value/return-spend.js';
import { SpendValue } from '../../src/stored-value/spend-value.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { ValuePapers } from '../../src/stored-value/value-papers.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { balanceOf, held, spend, topUp, valueRooms, yuan } from '../support/stored-value.js';
import { openRooms, type World } from '../support/world.js';

const DESKS = 12;
const desks = Array.from({ length: DESKS }, (_, index) => index);
const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' && result.reason instanceof DomainError ? result.reason.code : result.status;
const tally = (results: readonly PromiseSettledResult<unknown>[]) => {
  const codes = results.map(codeOf);
  return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length]));
};
/** The same sequences each time; another seed looks elsewhere. */
const seed = Number(process.env['MODEL_SEED'] ?? 20261120);
const RUNS = { sqlite: 15, postgres: 5 };

interface Step {
  readonly act: 'topUp' | 'spend' | 'undo' | 'correct' | 'refund';
  readonly fen: number;
  readonly pick: number;
}

const fen = fc.oneof(fc.constantFrom(1, 2, 99, 100, 101, 29_999, 30_000, 30_001), fc.integer({ min: 1, max: 400_000 }));
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act'][]>('topUp', 'spend', 'spend', 'undo', 'correct', 'refund'),
    fen,
    pick: fc.nat({ max: 5 }),
  }),
  { minLength: 3, maxLength: 12 },
);

describeOnBothDatabases('stored value under pressure', (db) => {
  let world: World;
  let house: House;
  let clerk: Colleague;
  const desk = () => at(house, clerk);
  const guestWith = async (amount: number) => {
    const guest = await member(world, desk());
    await topUp(world, desk(), guest.membershipId, yuan(amount));
    return guest;
  };

  beforeAll(async () => {
    world = await openRooms(db, valueRooms);
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('gives the last fen to one of twelve desks; the others are told plainly', async () => {
    const guest = await guestWith(3_000);
    const results = await Promise.allSettled(desks.map(() => spend(world, desk(), guest.cardNo, yuan(3_600))));
    expect(tally(results)).toEqual({ fulfilled: 1, 'storedValue.short': DESKS - 1 });
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(0, 0));
  });

  it('takes a spend back once, however many ask', async () => {
    const guest = await guestWith(300);
    const { spendId } = await spend(world, desk(), guest.cardNo, yuan(100));
    const undo = () => {
      const command = commandOfTheDay(desk(), 'storedValue.returnSpend', uuidv7(), { spendId });
      const hand = { name: '王丽', printerId: null };
      return world.get(UnitOfWork).run(command, (tx) => world.get(ReturnSpend).undo(tx, spendId, '点错', hand));
    };
    expect(tally(await Promise.allSettled(desks.map(undo)))).toEqual({
      fulfilled: 1,
      'storedValue.return.done': DESKS - 1,
    });
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(300, 0));
  });

  it('spends nothing after the freeze: what was paid before it stands, everything later is refused', async () => {
    const guest = await guestWith(1_000);
    const freeze = given(
      world,
      house.store.id,
      async (tx) => {
        await world.get(CardStops).freeze(tx, { cardId: guest.cardId }, 'GUEST_REQUEST', '电话');
        return tx.now;
      },
      house.businessDate,
    );
    const results = await Promise.allSettled([
      ...desks.slice(0, 6).map(() => spend(world, desk(), guest.cardNo, 100)),
      freeze,
      ...desks.slice(6).map(() => spend(world, desk(), guest.cardNo, 100)),
    ]);
    const paid = results.filter(({ status }) => status === 'fulfilled').length - 1;
    const { principalFen, bonusFen } = await balanceOf(world, guest.membershipId);
    expect(principalFen + bonusFen).toBe(yuan(1_100) - paid * 100);
    await expect(spend(world, desk(), guest.cardNo, 100)).rejects.toMatchObject({
      code: expect.stringMatching(/^card/),
    });
    const frozen = await world.one<{ n: number }>(
      `SELECT COUNT(*) AS n FROM spend s JOIN journal_entry j ON j.journal_id = s.journal_id WHERE s.card_id = ? AND j.seq >
         (SELECT f.seq FROM card_act a JOIN journal_entry f ON f.journal_id = a.journal_id WHERE a.card_id = ? AND a.kind = 'FREEZE')`,
      [guest.cardId, guest.cardId],
    );
    expect(frozen).toEqual({ n: 0 });
  });

  it('control: with look-then-write on a plain connection the same money is paid out many times', async () => {
    const plain = await plainPurse(db.settings);
    const ask = (text: string) => (db.kind === 'postgres' ? text : text.replace('$1', '?'));
    let paid = 0;
    const take = async () => {
      const [row]: { balance: number | string }[] = await plain.query('SELECT balance FROM plain_purse');
      const left = Number(row?.balance) - yuan(3_600);
      if (left < 0) return;
      await plain.query(ask('UPDATE plain_purse SET balance = $1'), [left]);
      paid += 1;
    };
    await Promise.all(desks.map(take));
    await plain.query('DROP TABLE plain_purse');
    await plain.destroy();
    expect(paid).toBeGreaterThan(1);
  });

  it('control: a room that does not ask within its unit pays from a frozen card', async () => {
    const guest = await guestWith(1_000);
    await given(
      world,
      house.store.id,
      async (tx) => {
        await world.get(CardStops).freeze(tx, { cardId: guest.cardId }, 'GUEST_REQUEST', '电话');
        return null;
      },
      house.businessDate,
    );
    const blind = new SpendValue(
      world.get(CardLookup),
      new BlindStops(world.clock),
      world.get(Lots),
      world.get(SlipStoredValues),
      world.get(PolicyService),
      world.get(Ledger),
      world.get(ValuePapers),
    );
    const wish = { ...plainSpend, cardNo: guest.cardNo };
    const command = commandOfTheDay(desk(), 'storedValue.spend', uuidv7(), { ...wish });
    const hand = { name: '王丽', printerId: null };
    const { result } = await world.get(UnitOfWork).run(command, (tx) => blind.within(tx, wish, hand));
    expect(result.amountFen).toBe(100);
  });

  it('keeps Σ lots = balance and parts = whole through any sequence', async () => {
    let acts = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const story = await Story.begin(world, house, clerk);
        for (const step of sequence) if (await story.play(step)) acts += 1;
        expect(await story.books()).toEqual(story.purse);
      }),
      { seed, numRuns: RUNS[db.kind], endOnFailure: true },
    );
    expect(acts).toBeGreaterThan(RUNS[db.kind]);
  }, 120_000);
});

/** Says yes to every card. */
class BlindStops extends CardStops {
  override assertUsable(): Promise<void> {
    return Promise.resolve();
  }
}

const plainSpend = {
  slipNo: 'BLIND',
  roomNo: '',
  amountFen: 100,
  listFen: 100,
  via: 'SWIPED',
  proof: 'CARD',
} as const;

/** One guest's card beside the simplest model of it: a purse that knows nothing of lots. */
class Story {
  purse = 0;
  private readonly spends: { id: string; slipNo: string; fen: number }[] = [];
  private refundNo = 0;

  private constructor(
    private readonly world: World,
    private readonly house: House,
    private readonly clerk: Colleague,
    private readonly guest: { membershipId: string; cardNo: string },
  ) {}

  static async begin(world: World, house: House, clerk: Colleague): Promise<Story> {
    const guest = await member(world, at(house, clerk));
    const story = new Story(world, house, clerk, guest);
    await story.play({ act: 'topUp', fen: yuan(3_000), pick: 0 });
    return story;
  }

  /** Principal, bonus and lots as the books have them, one figure when they agree. */
  async books(): Promise<number> {
    const { principalFen, bonusFen } = await balanceOf(this.world, this.guest.membershipId);
    const lots = await this.world.one<{ fen: number }>(
      `SELECT COALESCE(SUM(l.principal_fen + l.bonus_fen), 0)
         - COALESCE((SELECT SUM(p.principal_fen + p.bonus_fen) FROM spend_part p JOIN spend s ON s.id = p.spend_id WHERE s.membership_id = ?), 0)
         + COALESCE((SELECT SUM(r.amount_fen) FROM spend_return r JOIN spend s ON s.id = r.spend_id WHERE s.membership_id = ?), 0)
         - COALESCE((SELECT SUM(w.principal_fen + w.bonus_fen) FROM top_up_correction c JOIN top_up_lot w ON w.id = c.lot_id WHERE w.membership_id = ?), 0) AS fen
       FROM top_up_lot l WHERE l.membership_id = ?`,
      Array.from({ length: 4 }, () => this.guest.membershipId),
    );
    expect(lots?.fen).toBe(principalFen + bonusFen);
    return principalFen + bonusFen;
  }

  /** True when the act was done; a refusal changes nothing. */
  async play({ act, fen: amount, pick }: Step): Promise<boolean> {
    try {
      this.purse += await this[act](amount, pick);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private async topUp(amount: number): Promise<number> {
    const done = await topUp(this.world, this.desk(), this.guest.membershipId, amount);
    return done.principalFen + done.bonusFen;
  }

  private async spend(amount: number): Promise<number> {
    const listFen = amount + (amount % 7);
    const { spendId: id, slipNo } = await spend(this.world, this.desk(), this.guest.cardNo, amount, { listFen });
    this.spends.push({ id, slipNo, fen: amount });
    return 0 - amount;
  }

  private async undo(_: number, pick: number): Promise<number> {
    const one = this.chosen(pick);
    const hand = { name: '王丽', printerId: null };
    const command = commandOfTheDay(this.desk(), 'storedValue.returnSpend', uuidv7(), { id: one.id });
    const work = this.world.get(UnitOfWork);
    const { result } = await work.run(command, (tx) => this.world.get(ReturnSpend).undo(tx, one.id, '点错', hand));
    return result.amountFen;
  }

  /** The till settles the slip and pays a part of it back. */
  private async refund(amount: number, pick: number): Promise<number> {
    const { slipNo, fen: whole } = this.chosen(pick);
    const tenders = [{ kind: 'STORED_VALUE', amountFen: whole }] as const;
    const line = { kind: 'ROOM', listFen: whole, chargedFen: whole } as const;
    const settledAt = this.world.clock.now() - 60_000;
    const back = Math.min(amount, whole);
    this.refundNo += 1;
    const refundNo = `${slipNo}-R${this.refundNo}`;
    await this.inStore(async (tx) => {
      const slip = { slipNo, settledAt, tenders, roomNo: 'K01', visitNo: null, lines: [line], keyedFen: null };
      const known = await tx.one('SELECT id FROM slip WHERE slip_no = ?', [slipNo]);
      if (!known) await this.world.get(Slips).receive(tx, slip, 'TILL');
      const refund = { slipNo, refundNo, tenders: [{ kind: 'STORED_VALUE' as const, amountFen: back }] };
      await this.world.get(SlipChanges).refund(tx, refund);
      return null;
    });
    return back;
  }

  private async correct(amount: number, pick: number): Promise<number> {
    const lots = await this.world.rows<{ id: string; fen: number }>(
      `SELECT id, principal_fen + bonus_fen AS fen FROM top_up_lot l WHERE membership_id = ?
         AND NOT EXISTS (SELECT 1 FROM top_up_correction c WHERE c.lot_id = l.id) ORDER BY id`,
      [this.guest.membershipId],
    );
    const lot = lots[pick % Math.max(1, lots.length)];
    if (!lot) throw new DomainError('page.notFound');
    const command = commandOfTheDay(this.desk(), 'storedValue.correctTopUp', uuidv7(), { id: lot.id, amount });
    const wish = { lotId: lot.id, amountFen: amount, reason: '按错' };
    const work = this.world.get(UnitOfWork);
    const { result } = await work.run(command, (tx) =>
      this.world.get(CorrectTopUp).within(tx, wish, handOf(this.desk())),
    );
    const right = await this.world.one<{ fen: number }>(
      'SELECT principal_fen + bonus_fen AS fen FROM top_up_lot WHERE id = ?',
      [result.rightLotId],
    );
    return (right?.fen ?? 0) - lot.fen;
  }

  private chosen(pick: number) {
    const one = this.spends[pick % Math.max(1, this.spends.length)];
    if (!one) throw new DomainError('page.notFound');
    return one;
  }

  private inStore(work: Parameters<typeof given<null>>[2]): Promise<null> {
    return given<null>(this.world, this.house.store.id, work, this.house.businessDate);
  }

  private desk() {
    return at(this.house, this.clerk);
  }
}

async function plainPurse(settings: Parameters<typeof dataSource>[0]): Promise<DataSource> {
  const plain = await dataSource(settings, 'write').initialize();
  await plain.query('CREATE TABLE plain_purse (balance bigint)');
  await plain.query(`INSERT INTO plain_purse (balance) VALUES (${yuan(3_600)})`);
  return plain;
}

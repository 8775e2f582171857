import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { SlipStoredValues } from '../../src/slips/slip-stored-values.js';
import { Lots } from '../../src/stored-value/lots.js';
import { ReturnSpend } from '../../src/stored-value/return-spend.js';
import { SpendSlips } from '../../src/stored-value/spend-slips.js';
import { SpendValue } from '../../src/stored-value/spend-value.js';
import { ValuePapers } from '../../src/stored-value/value-papers.js';
import { member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { balanceOf, held, spend, topUp, valueRooms, yuan } from '../support/stored-value.js';
import { BlindStops, SeenLots, withoutFloor } from '../support/value-unguarded.js';
import { replaceCard } from '../support/value-holders.js';
import { steps, Story } from '../support/value-story.js';
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

  const undo = (spendId: string, unit = guarded) => {
    const command = commandOfTheDay(desk(), 'storedValue.returnSpend', uuidv7(), { spendId });
    return world.get(UnitOfWork).run(command, (tx) => world.get(ReturnSpend).undo(unit(tx), spendId, '点错', hand));
  };
  /** A desk's room with one of its helpers replaced, and the unit it runs in. */
  const spendWith = async (cardNo: string, change: { stops?: CardStops; lots?: Lots }, unit = guarded) => {
    const room = new SpendValue(
      world.get(CardLookup),
      change.stops ?? world.get(CardStops),
      change.lots ?? world.get(Lots),
      world.get(SlipStoredValues),
      world.get(SpendSlips),
      world.get(Ledger),
      world.get(ValuePapers),
    );
    const wish = { ...plainSpend, cardNo };
    const command = commandOfTheDay(desk(), 'storedValue.spend', uuidv7(), { ...wish });
    return (await world.get(UnitOfWork).run(command, (tx) => room.within(unit(tx), wish, hand))).result;
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
    expect(tally(await Promise.allSettled(desks.map(() => undo(spendId))))).toEqual({
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

  it('control: desks that looked before their units are held by the floor of the account alone; without it they overdraw', async () => {
    const guest = await guestWith(100);
    const lots = new SeenLots(await world.get(Lots).open(world.get(Reader), guest.membershipId));
    const race = (unit = guarded) =>
      Promise.allSettled(desks.slice(0, 3).map(() => spendWith(guest.cardNo, { lots }, unit)));
    const held = await race();
    expect(tally(held)).toEqual({ fulfilled: 1, 'ledger.short': 2 });
    const loose = await race(withoutFloor);
    expect(tally(loose)).toEqual({ fulfilled: 3 });
    expect((await balanceOf(world, guest.membershipId)).principalFen).toBe(yuan(-300));
    for (const result of loose) if (result.status === 'fulfilled') await undo(result.value.spendId, withoutFloor);
  });

  it.each(['frozen', 'replaced'])(
    'control: a room that does not ask within its unit pays from a %s card',
    async (how) => {
      const guest = await guestWith(1_000);
      await given(
        world,
        house.store.id,
        async (tx) => {
          if (how === 'frozen') await world.get(CardStops).freeze(tx, guest, 'GUEST_REQUEST', '电话');
          else await replaceCard(world, tx, guest);
          return null;
        },
        house.businessDate,
      );
      await expect(spend(world, desk(), guest.cardNo, 100)).rejects.toMatchObject({
        code: expect.stringMatching(/^card/),
      });
      const result = await spendWith(guest.cardNo, { stops: new BlindStops(world.clock) });
      expect(result.amountFen).toBe(yuan(100));
    },
  );

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

/** The unit as it is. */
const guarded = (tx: Tx) => tx;
const hand = { name: '王丽', printerId: null };
const plainSpend = {
  slipNo: 'BLIND',
  roomNo: '',
  amountFen: yuan(100),
  listFen: yuan(100),
  via: 'SWIPED',
  proof: 'CARD',
} as const;

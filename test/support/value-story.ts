import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../src/kernel/domain-error.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { ReturnSpend } from '../../src/stored-value/return-spend.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { member } from './cards.js';
import { at, type Colleague, given, type House } from './people.js';
import { balanceOf, ID_NUMBER, payBackOnSlip, spend, topUp, yuan } from './stored-value.js';
import { giveUpValue, type ShownPaper, transferCard } from './value-holders.js';
import type { World } from './world.js';

export interface Step {
  readonly act: 'topUp' | 'spend' | 'undo' | 'correct' | 'refund' | 'transfer' | 'giveUp';
  readonly fen: number;
  readonly pick: number;
}

const fen = fc.oneof(fc.constantFrom(1, 2, 99, 100, 101, 29_999, 30_000, 30_001), fc.integer({ min: 1, max: 400_000 }));
/** What may happen to a card, in any order, with amounts at the edges. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act'][]>('topUp', 'spend', 'spend', 'undo', 'correct', 'refund', 'transfer', 'giveUp'),
    fen,
    pick: fc.nat({ max: 5 }),
  }),
  { minLength: 3, maxLength: 12 },
);

/** One guest's card beside the simplest model of it: a purse that knows nothing of lots. */
export class Story {
  purse = 0;
  private readonly spends: { id: string; slipNo: string; fen: number }[] = [];
  private refundNo = 0;
  /** What the present holder shows. */
  private document: ShownPaper = { type: 'RESIDENT_ID', number: ID_NUMBER };

  private constructor(
    private readonly world: World,
    private readonly house: House,
    private readonly clerk: Colleague,
    private readonly guest: { membershipId: string; cardId: string; cardNo: string },
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
         - COALESCE((SELECT SUM(w.principal_fen + w.bonus_fen) FROM top_up_correction c JOIN top_up_lot w ON w.id = c.lot_id WHERE w.membership_id = ?), 0)
         - COALESCE((SELECT SUM(r.refund_fen + r.residue_fen + r.bonus_cancelled_fen + r.bonus_residue_fen) FROM refund r WHERE r.membership_id = ?), 0)
         + COALESCE((SELECT SUM(t.amount) FROM ledger_transfer t JOIN ledger_account a ON a.id = t.from_account_id
             WHERE a.owner = ? AND t.kind = 'prepaid.residueReturned'), 0) AS fen
       FROM top_up_lot l WHERE l.membership_id = ?`,
      Array.from({ length: 6 }, () => this.guest.membershipId),
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
    const done = await topUp(this.world, this.desk(), this.guest.membershipId, amount, {
      document: { ...this.document, agent: null },
    });
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
    const kept = await this.residue();
    const hand = { name: '王丽', printerId: null };
    const command = commandOfTheDay(this.desk(), 'storedValue.returnSpend', uuidv7(), { id: one.id });
    const work = this.world.get(UnitOfWork);
    const { result } = await work.run(command, (tx) => this.world.get(ReturnSpend).undo(tx, one.id, '点错', hand));
    return result.amountFen + kept - (await this.residue());
  }

  /** The till settles the slip and pays a part of it back. */
  private async refund(amount: number, pick: number): Promise<number> {
    const { slipNo, fen: whole } = this.chosen(pick);
    const back = Math.min(amount, whole);
    this.refundNo += 1;
    const kept = await this.residue();
    await this.inStore((tx) =>
      payBackOnSlip(this.world, tx, { slipNo, paidFen: whole, backFen: back, refundNo: `${slipNo}-R${this.refundNo}` }),
    );
    return back + kept - (await this.residue());
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
    const wish = { lotId: lot.id, amountFen: amount, tender: '', reason: '按错' };
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

  /** What refunds kept of this card: the purse gets back what leaves it. */
  private async residue(): Promise<number> {
    const row = await this.world.one<{ fen: number }>(
      `SELECT COALESCE(SUM(CASE WHEN t.kind = 'prepaid.residueReturned' THEN 0 - t.amount ELSE t.amount END), 0) AS fen
       FROM ledger_transfer t JOIN ledger_account a ON a.kind = 'prepaid.residue' AND a.id IN (t.from_account_id, t.to_account_id) WHERE a.owner = ?`,
      [this.guest.membershipId],
    );
    return row?.fen ?? 0;
  }

  /** The card gets another holder: not a fen moves. */
  private async transfer(): Promise<number> {
    const parked = { cardId: this.guest.cardId, requestedBy: this.clerk.id, storeId: this.house.store.id };
    await this.inStore(async (tx) => {
      this.document = await transferCard(this.world, tx, parked);
      return null;
    });
    return 0;
  }

  /** The guest gives up what is on the card: everything leaves it, whatever the law pays of it. */
  private async giveUp(): Promise<number> {
    await this.inStore(async (tx) => {
      await giveUpValue(this.world, tx, this.guest.membershipId, this.document);
      return null;
    });
    return 0 - this.purse;
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

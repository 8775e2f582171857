import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { HeldThing } from '../staff/custody-registry.js';
import type { HandedShift, HandoverLine, HandoverPart } from '../venue/handover-parts.js';
import type { Tier } from '../venue/rules/policy-schema.js';
import { CardsService } from './cards.service.js';
import { BlankStock } from './stock/blank-stock.js';
import { CardHandovers } from './tier/card-handovers.js';
import { TierSteps } from './tier-steps.js';

/** What cards ask of the house: blanks counted from hand to hand, cards still owed, and what ends with a day. */
@Injectable()
export class CardDuties implements HandoverPart {
  readonly order = 30;

  constructor(
    private readonly stock: BlankStock,
    private readonly handovers: CardHandovers,
    private readonly tiers: TierSteps,
    private readonly cards: CardsService,
  ) {}

  /** Blanks at the desk are counted by hand in one sum (H6), by the piece and number only where it differs; cards due and owed are known to the books. */
  async lines(db: SqlReads, { storeId, countedElsewhere }: HandedShift): Promise<HandoverLine[]> {
    const piles = (await this.stock.piles(db, storeId)).filter(({ holderId }) => holderId === null);
    const blanks: HandoverLine = {
      key: 'blanks',
      labelKey: 'cardlife.handover.blanks',
      expected: piles.reduce((sum, { pieces }) => sum + pieces, 0),
      touch: countedElsewhere !== 1,
      href: '/card-stock',
    };
    const waiting = await this.handovers.waiting(db, storeId);
    const line = (key: string, state: string): HandoverLine => ({
      key,
      labelKey: `cardlife.handover.${key}`,
      expected: waiting.filter((row) => row.state === state).length,
      touch: false,
      href: '/card-handovers',
    });
    const open = [line('cardsDue', 'DUE'), line('cardsOwed', 'OWED'), line('cardsRecalled', 'RECALLED')];
    return [blanks, ...open].filter(({ expected }) => expected > 0);
  }

  /** Blanks in somebody's hand go to another hand before that person leaves (counter-practice 4.16). */
  async heldBy(db: SqlReads, staffId: string): Promise<HeldThing[]> {
    const row = await db.one<{ n: number }>("SELECT COUNT(*) AS n FROM card WHERE holder_id = ? AND state = 'STOCK'", [
      staffId,
    ]);
    const count = row?.n ?? 0;
    return count === 0 ? [] : [{ key: 'cardlife.held', params: { count }, href: '/card-stock' }];
  }

  /** With the day end unnamed cards past their date, and tiers that were not earned again: nothing stays good unseen. */
  async endOfDay(tx: Tx, businessDate: string): Promise<void> {
    const { storeId } = tx.command;
    const unnamed = await tx.rows<{ id: string }>(
      `SELECT c.id FROM card c JOIN membership m ON m.id = c.membership_id JOIN person p ON p.id = m.person_id
       WHERE c.store_id = ? AND c.state = 'ACTIVE' AND c.valid_until < ? AND p.sealed_name IS NULL AND p.erased_at IS NULL`,
      [storeId, businessDate],
    );
    for (const { id } of unnamed) await this.cards.expire(tx, id);
    const over = await tx.rows<{ membershipId: string }>(
      `SELECT s.membership_id FROM tier_step s JOIN membership m ON m.id = s.membership_id
       WHERE m.store_id = ? AND s.good_until < ? AND m.tier <> 'ORDINARY'
         AND s.id = (SELECT MAX(l.id) FROM tier_step l WHERE l.membership_id = s.membership_id)`,
      [storeId, businessDate],
    );
    const to: Tier = 'ORDINARY';
    for (const { membershipId } of over)
      await this.tiers.lower(tx, { membershipId, to, cause: 'EXPIRED', documentId: null, note: '' });
  }
}

import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { CardHolder } from './card-lookup.js';
import { recordCardAct } from './life/card-acts.js';
import { assertUsable, type CardStanding, type FreezeReason, isFrozenByHolder } from './rules/card-life.js';

/** One card, or all the cards of a membership. */
export type FrozenThing = { readonly cardId: string } | { readonly membershipId: string };

interface Row extends CardStanding {
  readonly id: string;
  readonly membershipId: string | null;
  readonly frozenAt: number | null;
}

/** Why it is opened, and on what proof; null when the house lifts its own freeze. */
interface Opening {
  readonly note: string;
  readonly proof: string | null;
}

const COLUMNS = 'id, membership_id, state AS card_state, valid_until, frozen_reason, frozen_at, lost_at FROM card';

/** Why nothing may be done with a card at this moment. Freezing stands beside the state: every desk asks the row itself, so it holds at once. */
@Injectable()
export class CardStops {
  constructor(private readonly clock: Clock) {}

  /**
   * Freezes on any proof, a telephone call included (counter-practice 4.19): what is stopped by mistake is opened again, what was spent is gone.
   * Cards that are frozen keep the first reason; the new one is kept in the life of the card. The ids of the cards in use.
   * Throws `card.unknown`, `text.tooLong` beside `note`.
   */
  async freeze(tx: Tx, thing: FrozenThing, reason: FreezeReason, causeText: string, proof?: string): Promise<string[]> {
    const note = cleanText(causeText, { max: 200, field: 'note' });
    const cards = await this.cardsOf(tx, thing);
    for (const card of cards) {
      await tx.run(
        'UPDATE card SET frozen_at = ?, frozen_reason = ?, updated_at = ? WHERE id = ? AND frozen_at IS NULL',
        [tx.now, reason, tx.now, card.id],
      );
      await recordCardAct(tx, {
        kind: 'FREEZE',
        cardId: card.id,
        membershipId: card.membershipId,
        reason,
        note,
        proof: proof ?? null,
      });
    }
    return cards.map(({ id }) => id);
  }

  /** Opens one card again; who may ask for it is the act's own business. Throws `card.unknown`, `card.notFrozen`. */
  async unfreeze(tx: Tx, cardId: string, { note, proof }: Opening): Promise<void> {
    const [card] = await this.cardsOf(tx, { cardId });
    const thawed = await tx.run(
      'UPDATE card SET frozen_at = NULL, frozen_reason = NULL, updated_at = ? WHERE id = ? AND frozen_at IS NOT NULL',
      [tx.now, cardId],
    );
    if (!card || thawed !== 1) throw new DomainError('card.notFrozen');
    const { membershipId, frozenReason: reason } = card;
    await recordCardAct(tx, { kind: 'UNFREEZE', cardId, membershipId, reason: reason ?? null, note, proof });
  }

  /** What the house froze was frozen for the whole membership, and is opened so; what a holder asked for stays. Throws `card.notFrozen`. */
  async unfreezeAll(tx: Tx, membershipId: string, opening: Opening): Promise<void> {
    const cards = await this.cardsOf(tx, { membershipId });
    const frozen = cards.filter(({ frozenReason }) => frozenReason && !isFrozenByHolder(frozenReason));
    if (frozen.length === 0) throw new DomainError('card.notFrozen');
    for (const { id } of frozen) await this.unfreeze(tx, id, opening);
  }

  /**
   * Says no to a card that does not serve, as it stands now: inside a unit no freeze can come between this question and the commit.
   * Throws `card.unknown`, `card.stopped` and what `assertUsable` of the rules throws.
   */
  async assertUsable(db: SqlReads, cardId: string, businessDate?: string, field?: string): Promise<void> {
    const row = await this.one(db, cardId);
    assertUsable(row, businessDate ?? calendarDate(this.clock.now()), field);
  }

  /** The same for the money on it: a card that bears a name stops bringing benefits on its date, its balance has no end (facts §1.2). */
  async assertPays(db: SqlReads, { cardId, sealedName }: CardHolder, businessDate: string): Promise<void> {
    const row = await this.one(db, cardId);
    assertUsable(sealedName === null ? row : { ...row, validUntil: null }, businessDate);
  }

  /** The same for money that comes before the holder: a company's card that waits for its first use may be filled, not used. */
  async assertFillable(db: SqlReads, cardId: string, businessDate: string): Promise<void> {
    const row = await this.one(db, cardId);
    assertUsable(row.cardState === 'ISSUED' ? { ...row, cardState: 'ACTIVE' } : row, businessDate);
  }

  private async cardsOf(db: SqlReads, thing: FrozenThing): Promise<Row[]> {
    if ('cardId' in thing) return [await this.one(db, thing.cardId)];
    return db.rows<Row>(`SELECT ${COLUMNS} WHERE membership_id = ? AND state IN ('ISSUED', 'ACTIVE') ORDER BY id`, [
      thing.membershipId,
    ]);
  }

  private async one(db: SqlReads, cardId: string): Promise<Row> {
    const row = await db.one<Row>(`SELECT ${COLUMNS} WHERE id = ?`, [cardId]);
    if (!row) throw new DomainError('card.unknown', {}, 'card');
    return row;
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { assertTransition } from '../kernel/transitions.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { CardStep } from './card-step.entity.js';
import { BLANK, CARD_ROW, type CardRow } from './card-row.js';
import { Card } from './card.entity.js';
import { recordCardAct } from './life/card-acts.js';
import { type CardAction, cardLife } from './rules/card-life.js';
import type { ScannedCard } from './rules/card-number.js';
import { BlankStock } from './stock/blank-stock.js';

export interface CardIssue extends ScannedCard {
  readonly kindCode: string;
  readonly membershipId: string;
  /** Last good business date; null = without end. */
  readonly validUntil: string | null;
  /** A card that was in a guest's hand before this system: it comes from no stock. */
  readonly broughtOver?: boolean;
}

/** Cards through their life, a row for each step: who and when (003E-002). */
@Injectable()
export class CardsService {
  constructor(private readonly stock: BlankStock) {}

  /**
   * Takes a blank card and ties it to a membership; it is not usable yet. What the reader typed now is kept: a delivery is often a range. Where stock of the kind is kept, the blank comes from it.
   * Throws `card.no.used`, `card.blank.unknown | otherKind | otherStore | inCustody` beside `cardNo`.
   */
  async issue(tx: Tx, issue: CardIssue): Promise<string> {
    const card = await this.blankFor(tx, issue);
    await tx.run('UPDATE card SET raw = ?, kind_code = ?, membership_id = ?, valid_until = ? WHERE id = ?', [
      issue.raw,
      issue.kindCode,
      issue.membershipId,
      issue.validUntil,
      card.id,
    ]);
    await this.step(tx, { ...card, membershipId: issue.membershipId }, 'issue');
    return card.id;
  }

  /** From now on the card may be used. Throws `card.transition`. */
  async activate(tx: Tx, cardId: string): Promise<void> {
    await this.step(tx, await this.row(tx, cardId), 'activate');
  }

  /** The enrolment was taken back: the card is blank again and may go to the next guest. */
  async backToStock(tx: Tx, cardId: string): Promise<void> {
    await this.step(tx, await this.row(tx, cardId), 'undoEnrolment');
    await tx.run('UPDATE card SET membership_id = NULL, valid_until = NULL WHERE id = ?', [cardId]);
  }

  /** Stopped from this second on; whoever shows it is no holder until the loss is taken back. Throws `card.transition`. */
  async reportLost(tx: Tx, cardId: string): Promise<void> {
    await this.step(tx, await this.row(tx, cardId), 'reportLost');
    await tx.run('UPDATE card SET lost_at = ? WHERE id = ?', [tx.now, cardId]);
  }

  /** The holder found it again and proved to be the holder. Throws `card.transition`. */
  async clearLost(tx: Tx, cardId: string): Promise<void> {
    await this.step(tx, await this.row(tx, cardId), 'clearLost');
    await tx.run('UPDATE card SET lost_at = NULL WHERE id = ?', [cardId]);
  }

  /** `successorId` answers in its place from now on, as the card of the tier too. Throws `card.transition`. */
  async replace(tx: Tx, cardId: string, successorId: string): Promise<void> {
    await this.step(tx, await this.row(tx, cardId), 'replace');
    await tx.run('UPDATE card SET successor_id = ? WHERE id = ?', [successorId, cardId]);
    await tx.run(
      "UPDATE card_handover SET new_card_id = ? WHERE new_card_id = ? AND state = 'DONE' AND kind_code = (SELECT kind_code FROM card WHERE id = ?)",
      [successorId, cardId, successorId],
    );
    await this.returned(tx, cardId);
  }

  /** The end of a card: its value was refunded, or nothing is left on it. `documentId` is the paper that says so. Throws `card.transition`. */
  async end(tx: Tx, cardId: string, to: 'REFUNDED' | 'CLOSED', documentId: string): Promise<void> {
    const card = await this.row(tx, cardId);
    await this.step(tx, card, to === 'REFUNDED' ? 'refund' : 'close');
    await recordCardAct(tx, { kind: 'END', cardId, membershipId: card.membershipId, reason: to, documentId });
    await this.returned(tx, cardId);
  }

  /** Ends every card of a membership that is not at its end yet; how many. */
  async endAll(tx: Tx, membershipId: string, to: 'REFUNDED' | 'CLOSED', documentId: string): Promise<number> {
    const cards = await tx.rows<{ id: string }>(
      "SELECT id FROM card WHERE membership_id = ? AND state IN ('ISSUED', 'ACTIVE', 'LOST', 'EXPIRED') ORDER BY id",
      [membershipId],
    );
    for (const { id } of cards) await this.end(tx, id, to, documentId);
    return cards.length;
  }

  /** Only an unnamed card expires; a named one stands for its holder without end (facts §1.2). Throws `card.expire.named`, `card.transition`. */
  async expire(tx: Tx, cardId: string): Promise<void> {
    const card = await this.row(tx, cardId);
    const named = await tx.one(
      'SELECT m.id FROM membership m JOIN person p ON p.id = m.person_id WHERE m.id = ? AND p.sealed_name IS NOT NULL',
      [card.membershipId],
    );
    if (named) throw new DomainError('card.expire.named');
    await this.step(tx, card, 'expire');
    await recordCardAct(tx, { kind: 'EXPIRE', cardId, membershipId: card.membershipId });
  }

  /** Good until a later date, as the same kind or another; an expired card serves again. */
  async renew(tx: Tx, cardId: string, until: string | null, kindCode: string | null = null): Promise<void> {
    const card = await this.row(tx, cardId);
    if (card.state === 'EXPIRED') await this.step(tx, card, 'renew');
    await tx.run('UPDATE card SET valid_until = ?, kind_code = COALESCE(?, kind_code), updated_at = ? WHERE id = ?', [
      until,
      kindCode,
      tx.now,
      cardId,
    ]);
  }

  /** A blank that can no longer become a card. Throws `card.transition` for one that is in use. */
  async spoil(tx: Tx, cardId: string): Promise<void> {
    await this.step(tx, await this.row(tx, cardId), 'spoil');
  }

  /** Throws `card.unknown`. */
  async row(db: SqlReads, cardId: string): Promise<CardRow> {
    const row = await db.one<CardRow>(`${CARD_ROW} WHERE id = ?`, [cardId]);
    if (!row) throw new DomainError('card.unknown', {}, 'card');
    return row;
  }

  private async blankFor(tx: Tx, issue: CardIssue): Promise<CardRow> {
    const { storeId } = tx.command;
    const known = await tx.one<CardRow>(`${CARD_ROW} WHERE card_no = ?`, [issue.cardNo]);
    if (known && known.state !== 'STOCK') throw new DomainError('card.no.used', {}, 'cardNo');
    if (issue.broughtOver || !(await this.stock.isKept(tx, storeId, issue.kindCode)))
      return known ?? (await this.unlisted(tx, issue));
    if (!known) throw new DomainError('card.blank.unknown', {}, 'cardNo');
    if (known.storeId !== storeId) throw new DomainError('card.blank.otherStore', {}, 'cardNo');
    if (known.kindCode !== issue.kindCode) throw new DomainError('card.blank.otherKind', {}, 'cardNo');
    if (known.holderId !== null) throw new DomainError('card.blank.inCustody', {}, 'cardNo');
    return known;
  }

  /** A card of a house that keeps no stock of the kind. */
  private async unlisted(tx: Tx, { raw, cardNo, kindCode }: CardIssue): Promise<CardRow> {
    const id = uuidv7();
    await tx.insert(Card, {
      id,
      cardNo,
      raw,
      kindCode,
      ...BLANK,
      storeId: tx.command.storeId,
      createdAt: tx.now,
      updatedAt: tx.now,
    });
    return this.row(tx, id);
  }

  /** The tier's card that was recalled is back, or gone for good. */
  private async returned(tx: Tx, cardId: string): Promise<void> {
    await tx.run(
      "UPDATE card_handover SET state = 'RETURNED', changed_at = ?, changed_by = ? WHERE new_card_id = ? AND state = 'RECALLED'",
      [tx.now, tx.command.actorId, cardId],
    );
  }

  /** The update asks for the state it saw, so two desks cannot both take the same step. */
  private async step(tx: Tx, card: Pick<CardRow, 'id' | 'state' | 'membershipId'>, action: CardAction): Promise<void> {
    const to = assertTransition(cardLife, card.state, action);
    const moved = await tx.run('UPDATE card SET state = ?, updated_at = ? WHERE id = ? AND state = ?', [
      to,
      tx.now,
      card.id,
      card.state,
    ]);
    if (moved !== 1) throw new DomainError('card.transition', { from: card.state, action });
    await tx.insert(CardStep, {
      id: uuidv7(),
      cardId: card.id,
      fromState: card.state,
      action,
      toState: to,
      membershipId: card.membershipId,
      at: tx.now,
      byId: tx.command.actorId,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { assertTransition } from '../kernel/transitions.js';
import type { Tx } from '../platform/database/tx.js';
import { CardStep } from './card-step.entity.js';
import { Card } from './card.entity.js';
import { type CardAction, cardLife, type CardState } from './rules/card-life.js';
import type { ScannedCard } from './rules/card-number.js';

export interface CardIssue extends ScannedCard {
  readonly kindCode: string;
  readonly membershipId: string;
  /** Last good business date; null = without end. */
  readonly validUntil: string | null;
}

interface CardRow {
  readonly id: string;
  readonly state: CardState;
  readonly membershipId: string | null;
}

/** Cards through their life, a row for each step: who and when (003E-002). */
@Injectable()
export class CardsService {
  /** Takes a blank card and ties it to a membership; it is not usable yet. Throws `card.no.used` beside `cardNo`. */
  async issue(tx: Tx, issue: CardIssue): Promise<string> {
    const known = await tx.one<CardRow>('SELECT id, state, membership_id FROM card WHERE card_no = ?', [issue.cardNo]);
    if (known && known.state !== 'STOCK') throw new DomainError('card.no.used', {}, 'cardNo');
    const card = known ?? (await this.toStock(tx, issue));
    await tx.run('UPDATE card SET kind_code = ?, membership_id = ?, valid_until = ? WHERE id = ?', [
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

  private async toStock(tx: Tx, { raw, cardNo, kindCode }: CardIssue): Promise<CardRow> {
    const blank: CardRow = { id: uuidv7(), state: 'STOCK', membershipId: null };
    await tx.insert(Card, {
      ...blank,
      cardNo,
      raw,
      kindCode,
      storeId: tx.command.storeId,
      validUntil: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    });
    return blank;
  }

  private async row(tx: Tx, cardId: string): Promise<CardRow> {
    const row = await tx.one<CardRow>('SELECT id, state, membership_id FROM card WHERE id = ?', [cardId]);
    if (!row) throw new DomainError('card.unknown');
    return row;
  }

  /** The update asks for the state it saw, so two desks cannot both take the same step. */
  private async step(tx: Tx, card: CardRow, action: CardAction): Promise<void> {
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

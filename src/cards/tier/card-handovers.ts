import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { assertTransition } from '../../kernel/transitions.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Tier } from '../../venue/rules/policy-schema.js';
import { type HandoverAction, handoverLife, type HandoverState } from '../rules/handover-life.js';
import { BlankStock } from '../stock/blank-stock.js';
import { CardHandover } from './card-handover.entity.js';

export interface HandoverRow {
  readonly id: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly kindCode: string;
  readonly state: HandoverState;
  readonly openedAt: number;
  readonly newCardId: string | null;
  readonly newCardNo: string | null;
  readonly documentId: string | null;
}

const ROWS =
  'SELECT h.id, h.store_id, h.membership_id, h.kind_code, h.state, h.opened_at, h.new_card_id, h.document_id, c.card_no AS new_card_no ' +
  'FROM card_handover h LEFT JOIN card c ON c.id = h.new_card_id';

/** Cards that go with a tier, from the act that crossed the line to the hand of the guest (duty 003E-009, counter-practice 1.1). */
@Injectable()
export class CardHandovers {
  constructor(private readonly stock: BlankStock) {}

  /** A card is due; owed at once where stock is kept and none of its kind lies at the desk. An older open one is withdrawn. */
  async open(
    tx: Tx,
    { membershipId, stepId, kindCode }: { membershipId: string; stepId: string; kindCode: string },
  ): Promise<{ id: string; owed: boolean }> {
    await this.recall(tx, membershipId);
    const { storeId, actorId } = tx.command;
    const owed =
      (await this.stock.isKept(tx, storeId, kindCode)) && (await this.stock.atDesk(tx, storeId, kindCode)) === 0;
    const id = uuidv7();
    await tx.insert(CardHandover, {
      id,
      storeId,
      membershipId,
      tierStepId: stepId,
      kindCode,
      state: owed ? 'OWED' : handoverLife.initial,
      oldCard: null,
      oldCardId: null,
      newCardId: null,
      documentId: null,
      openedAt: tx.now,
      openedBy: actorId,
      changedAt: tx.now,
      changedBy: actorId,
    });
    return { id, owed };
  }

  /** The tier fell: its card is recalled, and the card of the lower tier is due unless the guest has it still, marked. */
  async afterFall(
    tx: Tx,
    { membershipId, stepId, to }: { membershipId: string; stepId: string; to: Tier },
  ): Promise<void> {
    const inHand = await tx.one("SELECT id FROM card WHERE membership_id = ? AND state = 'ACTIVE' AND kind_code = ?", [
      membershipId,
      to,
    ]);
    if (to === 'ORDINARY' || inHand) await this.recall(tx, membershipId, to);
    else await this.open(tx, { membershipId, stepId, kindCode: to });
  }

  /** The card that was due is handed over by an exchange: the recalled one came in for it. */
  async fulfil(
    tx: Tx,
    membershipId: string,
    kindCode: string,
    done: Parameters<CardHandovers['handed']>[2],
  ): Promise<void> {
    const rows = await this.waitingFor(tx, membershipId);
    const open = rows.find((row) => row.state !== 'RECALLED' && row.kindCode === kindCode);
    if (open) await this.handed(tx, open, done);
  }

  /** The tier is gone or a higher one came: what waits is withdrawn, what the guest holds is recalled, but for the card of the tier there is. */
  async recall(tx: Tx, membershipId: string, tier: Tier | null = null): Promise<void> {
    const rows = await tx.rows<HandoverRow>(
      `${ROWS} WHERE h.membership_id = ? AND (h.state IN ('DUE', 'OWED') OR (h.state = 'DONE' AND h.kind_code <> ?
         AND c.state IN ('ACTIVE', 'LOST'))) ORDER BY h.id DESC`,
      [membershipId, tier ?? ''],
    );
    for (const row of rows) await this.move(tx, row, row.state === 'DONE' ? 'recall' : 'withdraw');
  }

  /** A recalled card stays with the guest, marked, beside the new one. */
  async marked(tx: Tx, cardId: string): Promise<void> {
    const row = await tx.one<HandoverRow>(`${ROWS} WHERE h.new_card_id = ? AND h.state = 'RECALLED'`, [cardId]);
    if (row) await this.move(tx, row, 'mark');
  }

  /** None in stock tonight: the guest was told, the desk and the handover remember. */
  async owe(tx: Tx, row: HandoverRow): Promise<void> {
    await this.move(tx, row, 'owe');
  }

  async handed(
    tx: Tx,
    row: HandoverRow,
    done: { newCardId: string; oldCardId: string | null; oldCard: string | null; documentId: string },
  ): Promise<void> {
    await this.move(tx, row, 'hand');
    await tx.run(
      'UPDATE card_handover SET new_card_id = ?, old_card_id = ?, old_card = ?, document_id = ? WHERE id = ?',
      [done.newCardId, done.oldCardId, done.oldCard, done.documentId, row.id],
    );
  }

  /** Throws `page.notFound` for another store's. */
  async ofStore(db: SqlReads, storeId: string, id: string): Promise<HandoverRow> {
    const row = await db.one<HandoverRow>(`${ROWS} WHERE h.id = ? AND h.store_id = ?`, [id, storeId]);
    if (!row) throw new DomainError('page.notFound');
    return row;
  }

  /** What waits in a store, oldest first: due, owed, or to be taken back. */
  waiting(db: SqlReads, storeId: string): Promise<HandoverRow[]> {
    return db.rows<HandoverRow>(
      `${ROWS} WHERE h.store_id = ? AND h.state IN ('DUE', 'OWED', 'RECALLED') ORDER BY h.opened_at, h.id`,
      [storeId],
    );
  }

  /** What waits for one member, whatever store opened it. */
  waitingFor(db: SqlReads, membershipId: string): Promise<HandoverRow[]> {
    return db.rows<HandoverRow>(
      `${ROWS} WHERE h.membership_id = ? AND h.state IN ('DUE', 'OWED', 'RECALLED') ORDER BY h.id`,
      [membershipId],
    );
  }

  private async move(tx: Tx, row: HandoverRow, action: HandoverAction): Promise<void> {
    const to = assertTransition(handoverLife, row.state, action);
    const moved = await tx.run(
      'UPDATE card_handover SET state = ?, changed_at = ?, changed_by = ? WHERE id = ? AND state = ?',
      [to, tx.now, tx.command.actorId, row.id, row.state],
    );
    if (moved !== 1) throw new DomainError('cardHandover.transition', { from: row.state, action });
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { assertTransition } from '../kernel/transitions.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { LostCategory } from '../venue/rules/lost-property-policy.js';
import { LostItemStep } from './lost-item-step.entity.js';
import type { LostItem } from './lost-item.entity.js';
import { assertThere, type ItemAction, type ItemState, itemLife } from './rules/item-life.js';

/** A thing as its row has it now. */
export interface ItemRow extends Omit<LostItem, 'state' | 'category'> {
  readonly state: ItemState;
  readonly category: LostCategory;
  /** The supervisor has not signed the registration yet. */
  readonly unsigned: number;
  readonly photos: number;
  /** 0 or 1: was looked for where it should be and not found, and nobody found it since. */
  readonly missing: number;
}

export interface Step {
  readonly coSignerId?: string | null;
  readonly witnessId?: string | null;
  readonly place?: string | null;
  readonly note?: string | null;
  readonly documentId?: string | null;
}

/** Column → new value, written together with the new state. */
type Change = Readonly<Record<string, string | number | null>>;

/** 1 while a thing `i` is missed, else 0. */
export const IS_MISSING = `COALESCE((SELECT CASE WHEN t.action = 'miss' THEN 1 ELSE 0 END FROM lost_item_step t
    WHERE t.item_id = i.id AND t.action IN ('miss', 'findAgain', 'closeMissing') ORDER BY t.id DESC LIMIT 1), 0)`;

export const ITEM_COLUMNS = `i.id, i.store_id, i.number, i.document_id, i.name, i.colour, i.place, i.found_at, i.found_on, i.category, i.valuable,
  i.words, i.sealed_features, i.sealed_question, i.sealed_answer, i.state, i.state_since, i.safe_by, i.slot, i.bag_no, i.key_holder_id, i.cash_fen,
  i.custody_on, i.last_day, i.hand_over_on, i.hold_until, i.registered_by, i.registered_at, i.pending_signature_id,
  (SELECT count(*) FROM open_signature o WHERE o.pending_signature_id = i.pending_signature_id) AS unsigned,
  (SELECT count(*) FROM lost_photo f WHERE f.item_id = i.id) AS photos,
  ${IS_MISSING} AS missing`;

/** The one place where a found thing changes hands. */
@Injectable()
export class LostItems {
  /** Throws `page.notFound` for an unknown thing and for another store's. */
  async ofStore(db: SqlReads, storeId: string, id: string): Promise<ItemRow> {
    const row = await db.one<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.id = ? AND i.store_id = ?`, [
      id,
      storeId,
    ]);
    if (!row) throw new DomainError('page.notFound');
    return row;
  }

  /** The first step: it is in the house, numbered and answered for. */
  async begin(tx: Tx, itemId: string, action: 'register' | 'registerValuable', documentId: string): Promise<void> {
    const toState = assertTransition(itemLife, 'FOUND', action);
    await this.write(tx, { itemId, action, fromState: 'FOUND', toState }, { documentId });
  }

  /**
   * Moves a thing on and leaves the step. Two desks at once: the row changes only from the state that was read, so one of them wins and the
   * other gets `lost.item.transition`. What is missed moves nowhere: `lost.safe.missing {number}`, `lost.safe.notMissing`.
   */
  async move(
    tx: Tx,
    item: Pick<ItemRow, 'id' | 'state' | 'number' | 'missing'>,
    action: ItemAction,
    step: Step = {},
    change: Change = {},
  ): Promise<void> {
    const toState = assertTransition(itemLife, item.state, action);
    assertThere(item, action);
    const columns = Object.keys(change).map((column) => `, ${column} = ?`);
    const moved = await tx.run(
      `UPDATE lost_item SET state = ?, state_since = ?${columns.join('')} WHERE id = ? AND state = ?`,
      [toState, tx.now, ...Object.values(change), item.id, item.state],
    );
    if (moved !== 1) throw new DomainError('lost.item.transition', { from: item.state, action });
    if (change['slot'] === null) await tx.run('DELETE FROM lost_slot WHERE item_id = ?', [item.id]);
    await this.write(tx, { itemId: item.id, action, fromState: item.state, toState }, step);
  }

  private async write(
    tx: Tx,
    move: Pick<LostItemStep, 'itemId' | 'action' | 'fromState' | 'toState'>,
    { coSignerId = null, witnessId = null, place = null, note = null, documentId = null }: Step,
  ): Promise<void> {
    const { businessDate, actorId } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    await tx.insert(LostItemStep, {
      ...move,
      id: uuidv7(),
      businessDate,
      at: tx.now,
      byId: actorId,
      coSignerId,
      witnessId,
      place,
      note,
      documentId,
    });
  }
}

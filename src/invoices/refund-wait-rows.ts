import { calendarDate, daysBetween } from '../kernel/business-day.js';
import type { Tx } from '../platform/database/tx.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { InvoiceRefundWait } from './invoice-refund-wait.entity.js';
import type { SourceRef } from './sources/source.js';

export type WaitState = 'WAITING' | 'READY' | 'DONE' | 'DROPPED';

export interface WaitRow extends Omit<InvoiceRefundWait, 'state' | 'sourceKind'> {
  readonly state: WaitState;
  readonly sourceKind: SourceRef['kind'];
  readonly sourceNo: string;
}

export const WAIT = `SELECT w.id, w.store_id, w.number, w.source_kind, w.source_id, w.ref_no, w.amount_fen, w.tenders, w.state, w.requested_by, w.requested_at,
  w.business_date, w.settled_at, w.document_id, COALESCE((SELECT slip_no FROM slip WHERE id = w.source_id), w.ref_no) AS source_no FROM invoice_refund_wait w`;

/** Whole days since something began to wait. */
export function daysSince(ms: number, now: number): number {
  return daysBetween(calendarDate(ms), calendarDate(now));
}

export function waitByNo(tx: Tx, storeId: string, refNo: string): Promise<WaitRow | undefined> {
  return tx.one<WaitRow>(`${WAIT} WHERE w.store_id = ? AND w.ref_no = ?`, [storeId, refNo]);
}

/** A till has no desk; the paper names the store and the machine. */
export async function deskOfTill(tx: Tx): Promise<DeskContext> {
  const store = await tx.one<{ id: string; name: string }>('SELECT id, name FROM store WHERE id = ?', [
    tx.command.storeId,
  ]);
  const till = await tx.one<{ name: string }>('SELECT name FROM device_key WHERE id = ?', [tx.command.actorId]);
  return {
    person: { id: tx.command.actorId, staffNo: '', name: till?.name ?? '', roles: [] },
    store: store ?? { id: tx.command.storeId, name: '' },
    terminal: null,
    shift: null,
    businessDate: tx.command.businessDate,
    locale: 'zh-CN',
  };
}

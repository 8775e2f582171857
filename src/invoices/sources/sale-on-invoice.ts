import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { ownNumbers } from '../invoice-rows.js';

/** A sale that stands on an invoice was paid as it stands there: nothing of it is waived afterwards. Throws `invoices.sale.standing {no}`. */
export async function refuseInvoicedSale(db: SqlReads, storeId: string, number: string): Promise<void> {
  const standing = await db.one<{ invoiceId: string }>(
    `SELECT p.invoice_id FROM invoice_part p WHERE p.source_id IN (
       SELECT s.id FROM slip s WHERE s.store_id = ? AND s.slip_no = ?
       UNION ALL SELECT l.id FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE d.store_id = ? AND d.number = ?
       UNION ALL SELECT e.id FROM enrolment e JOIN document d ON d.id = e.document_id WHERE d.store_id = ? AND d.number = ?
       UNION ALL SELECT a.id FROM card_act a JOIN document d ON d.id = a.document_id WHERE d.store_id = ? AND d.number = ?)
     GROUP BY p.invoice_id HAVING SUM(p.amount_fen) > 0 LIMIT 1`,
    Array.from({ length: 4 }, () => [storeId, number]).flat(),
  );
  if (standing)
    throw new DomainError('invoices.sale.standing', { no: await ownNumbers(db, standing.invoiceId) }, 'reference');
}

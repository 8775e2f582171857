import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { placeholders } from '../../platform/database/sql-text.js';

/** So much of a top-up stands on invoices that are neither void nor red. */
export interface InvoicedLot {
  readonly lotId: string;
  readonly invoicedFen: number;
  /** What the clerk reads: the number of the invoice. */
  readonly reference: string;
}

/** A room that writes invoices tells which of these lots stand on one now. */
export type InvoiceSource = (db: SqlReads, lotIds: readonly string[]) => Promise<readonly InvoicedLot[]>;

/**
 * Which top-ups have been invoiced: their refund waits for the void or red invoice (counter-practice H14). A top-up that was
 * invoiced before it was taken over from the old system counts until the number of its red invoice is noted.
 */
@Injectable()
export class InvoicedLots {
  private readonly sources: InvoiceSource[] = [takenOver];

  register(source: InvoiceSource): void {
    this.sources.push(source);
  }

  /** Lots among these that stand on an invoice at this moment. */
  async of(db: SqlReads, lotIds: readonly string[]): Promise<InvoicedLot[]> {
    if (lotIds.length === 0) return [];
    const found: InvoicedLot[] = [];
    for (const source of this.sources) found.push(...(await source(db, lotIds)));
    return found.filter(({ invoicedFen }) => invoicedFen > 0);
  }
}

function takenOver(db: SqlReads, lotIds: readonly string[]): Promise<InvoicedLot[]> {
  return db.rows<InvoicedLot>(
    `SELECT l.id AS lot_id, l.principal_fen AS invoiced_fen, '' AS reference FROM top_up_lot l
     LEFT JOIN lot_red_note n ON n.lot_id = l.id
     WHERE l.invoiced_before_at IS NOT NULL AND n.lot_id IS NULL AND l.id IN ${placeholders(lotIds.length)} ORDER BY l.id`,
    lotIds,
  );
}

import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HandedLine, HandedTender } from './rules/bag-lines.js';

export interface SheetRow {
  readonly id: string;
  readonly cashCountId: string;
  readonly countedFen: number;
  readonly overFen: number;
  readonly shortFen: number;
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly approvedByName: string | null;
  readonly floatTo: 'NEXT' | 'BAG';
  readonly floatFen: number;
  readonly lines: readonly HandedLine[];
  readonly tenders: readonly HandedTender[];
  readonly note: string;
  readonly documentId: string;
  readonly signedByName: string;
  readonly signedAt: number;
}

type Stored = Omit<SheetRow, 'lines' | 'tenders'> & { lines: string; tenders: string };

/** The sheet that was signed last: what stands when the shift is accepted. */
export async function lastSheet(db: SqlReads, shiftId: string): Promise<SheetRow | undefined> {
  const row = await db.one<Stored>(
    'SELECT h.id, h.cash_count_id, c.counted_fen, h.over_fen, h.short_fen, h.reason, h.approved_by, a.name AS approved_by_name, ' +
      'h.float_to, h.float_fen, h.lines, h.tenders, h.note, h.document_id, s.name AS signed_by_name, h.signed_at ' +
      'FROM handover_sheet h JOIN cash_count c ON c.id = h.cash_count_id JOIN staff s ON s.id = h.signed_by ' +
      'LEFT JOIN staff a ON a.id = h.approved_by WHERE h.shift_id = ? ORDER BY h.id DESC LIMIT 1',
    [shiftId],
  );
  if (!row) return undefined;
  const lines: HandedLine[] = JSON.parse(row.lines);
  const tenders: HandedTender[] = JSON.parse(row.tenders);
  return { ...row, lines, tenders };
}

import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';

/** Who acts, as it stands on the paper, and where that is printed. */
export interface RefundHand {
  readonly name: string;
  /** Network printer; null when the browser prints. */
  readonly printerId: string | null;
}

export const handOf = ({ person, terminal }: DeskContext): RefundHand => ({
  name: `${person.name} ${person.staffNo}`,
  printerId: terminal?.printerId ?? null,
});

/** The clerk who asked stands on the paper, and it is printed at that desk. */
export async function handWhoAsked(db: SqlReads, { requestedBy, terminalId }: ParkedAct): Promise<RefundHand> {
  const row = await db.one<{ name: string; staffNo: string; printerId: string | null }>(
    'SELECT s.name, s.staff_no, (SELECT printer_id FROM terminal WHERE id = ?) AS printer_id FROM staff s WHERE s.id = ?',
    [terminalId, requestedBy],
  );
  return { name: row ? `${row.name} ${row.staffNo}` : '', printerId: row?.printerId ?? null };
}

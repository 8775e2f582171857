import type { SqlReads } from '../platform/database/sql-reads.js';
import { drawerEquation } from './rules/drawer-equation.js';
import { movesOf } from './shift-rows.js';

/** SQL: what drops took of the float of a shift, less what came back into its drawer with a drop. `shift`: its id's column. */
export function droppedFloat(shift: string): string {
  return (
    `((SELECT COALESCE(SUM(f.float_fen), 0) FROM cash_bag f WHERE f.shift_id = ${shift} AND f.source = 'DROP') - ` +
    "(SELECT COALESCE(SUM(f.float_fen), 0) FROM cash_bag f JOIN bag_step p ON p.bag_id = f.id AND p.action = 'takeBack' " +
    `JOIN drawer_act u ON u.document_id = p.document_id WHERE u.shift_id = ${shift}))`
  );
}

/** What lies in a drawer by the books, and how much of it is Finance's float: the rest is takings. Fen. */
export async function drawerHolds(db: SqlReads, shiftId: string): Promise<{ expectedFen: number; floatFen: number }> {
  const { lines, expectedFen } = drawerEquation(await movesOf(db, shiftId));
  const row = await db.one<{ fen: number }>(`SELECT ${droppedFloat('s.id')} AS fen FROM shift s WHERE s.id = ?`, [
    shiftId,
  ]);
  return { expectedFen, floatFen: lines.float - (row?.fen ?? 0) };
}

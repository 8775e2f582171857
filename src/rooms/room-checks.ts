import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';

export const roomChecks: VerifyCheck[] = [{ name: 'rooms.noOverlap', run: noOverlap }];

/** Two parties are never promised one room for the same minute. */
async function noOverlap(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ room: string; one: string; other: string }>(
    'SELECT r.number AS room, a.number AS one, b.number AS other FROM room_hold a JOIN room_hold b ON b.room_id = a.room_id AND b.id > a.id ' +
      'AND b.from_at < a.until_at AND a.from_at < b.until_at JOIN room r ON r.id = a.room_id ' +
      "WHERE a.state IN ('HELD', 'ARRIVED') AND b.state IN ('HELD', 'ARRIVED') LIMIT 100",
  );
  return rows.map(({ room, one, other }) => `${room} is promised to ${one} and ${other} at the same time`);
}

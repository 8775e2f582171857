import type { SqlReads } from '../platform/database/sql-reads.js';

/** What one paper moved on a member's stored value, as a statement shows it. */
export interface ValueMovement {
  /** Milliseconds. */
  readonly at: number;
  /** In the ledger's words: `prepaid.toppedUp`, `prepaid.spent`. */
  readonly kind: string;
  readonly documentId: string;
  readonly documentNo: string;
  /** Signed, as is the bonus. */
  readonly principalFen: number;
  readonly bonusFen: number;
}

/** Business dates, both included. */
interface Between {
  readonly from: string;
  readonly to: string;
}

/** What came to (+) or left (−) the accounts of a membership, transfer by transfer. */
const MOVED = (where: string) =>
  (
    [
      ['to', ''],
      ['from', '-'],
    ] as const
  )
    .map(
      ([side, sign]) =>
        `SELECT t.id, t.at, t.kind, t.document_id, a.part AS lot_id, CASE WHEN a.kind = 'prepaid.principal' THEN ${sign}t.amount ELSE 0 END AS principal_fen,
           CASE WHEN a.kind = 'prepaid.bonus' THEN ${sign}t.amount ELSE 0 END AS bonus_fen
         FROM ledger_account a JOIN ledger_transfer t ON t.${side}_account_id = a.id
         WHERE a.owner = ? AND a.unit = 'FEN' AND a.kind IN ('prepaid.principal', 'prepaid.bonus') AND ${where}`,
    )
    .join(' UNION ALL ');

/** Oldest first; what one paper moved in one way is one line, so that a correction shows what it changed. */
export function valueMovements(
  db: SqlReads,
  membershipId: string,
  { from, to }: Between,
  limit: number,
): Promise<ValueMovement[]> {
  const side = [membershipId, from, to];
  return db.rows<ValueMovement>(
    `SELECT MIN(m.at) AS at, m.kind, m.document_id, d.number AS document_no, SUM(m.principal_fen) AS principal_fen, SUM(m.bonus_fen) AS bonus_fen
     FROM (${MOVED('t.business_date BETWEEN ? AND ?')}) m JOIN document d ON d.id = m.document_id
     GROUP BY m.kind, m.document_id, d.number ORDER BY MIN(m.id) LIMIT ?`,
    [...side, ...side, limit],
  );
}

/** The life of each lot of a membership, oldest movement first: how it was opened, spent, given back, refunded (法释〔2025〕4号 25). */
export async function lotMovements(
  db: SqlReads,
  membershipId: string,
): Promise<ReadonlyMap<string, readonly ValueMovement[]>> {
  const rows = await db.rows<ValueMovement & { readonly lotId: string }>(
    `SELECT m.lot_id, MIN(m.at) AS at, m.kind, m.document_id, d.number AS document_no, SUM(m.principal_fen) AS principal_fen,
       SUM(m.bonus_fen) AS bonus_fen FROM (${MOVED('t.amount > 0')}) m JOIN document d ON d.id = m.document_id
     GROUP BY m.lot_id, m.kind, m.document_id, d.number ORDER BY MIN(m.id)`,
    [membershipId, membershipId],
  );
  const lives = new Map<string, ValueMovement[]>();
  for (const { lotId, ...movement } of rows) lives.set(lotId, [...(lives.get(lotId) ?? []), movement]);
  return lives;
}

/** Principal and bonus together before a business date, fen. */
export async function valueBefore(db: SqlReads, membershipId: string, date: string): Promise<number> {
  const row = await db.one<{ fen: number }>(
    `SELECT COALESCE(SUM(m.principal_fen + m.bonus_fen), 0) AS fen FROM (${MOVED('t.business_date < ?')}) m`,
    [membershipId, date, membershipId, date],
  );
  return row?.fen ?? 0;
}

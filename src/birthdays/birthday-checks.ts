import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';

/** What must hold around birthdays: one gift a person, and every piece in a hand, with a guest, or back. */
export const birthdayChecks: VerifyCheck[] = [
  { name: 'birthdays.givenOnce', run: givenOnce },
  { name: 'birthdays.movesEqualHands', run: movesEqualHands },
  { name: 'birthdays.periodsClose', run: periodsClose },
];

/** Acts, not papers: a slip printed beforehand is the same one when the gift is given again. */
const actsOf = (kind: string) =>
  `(SELECT COUNT(DISTINCT v.journal_id) FROM birthday_gift_move v WHERE v.entry_id = e.id AND v.kind = '${kind}')`;

async function givenOnce(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string; deliveries: number }>(
    `SELECT id, deliveries FROM (SELECT e.id, e.given_at, ${actsOf('DELIVER')} - ${actsOf('UNDO')} AS deliveries FROM birthday_entry e) given ` +
      'WHERE deliveries <> CASE WHEN given_at IS NULL THEN 0 ELSE 1 END LIMIT 100',
  );
  return rows.map(({ id, deliveries }) => `birthday ${id} was given ${deliveries} times`);
}

/** The register and the ledger tell the same: pieces in a hand are those that came and did not go. */
async function movesEqualHands(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ itemId: string; part: string; moved: number; held: number }>(
    "SELECT item_id, part, SUM(moved) AS moved, SUM(held) AS held FROM (SELECT v.item_id, COALESCE(v.entry_id, 'standby') AS part, " +
      "CASE WHEN v.kind IN ('DRAW', 'STANDBY', 'ASSIGN', 'COUNT', 'UNDO') THEN v.pieces ELSE -v.pieces END AS moved, 0 AS held FROM birthday_gift_move v " +
      "UNION ALL SELECT i.id, a.part, 0, a.balance FROM gift_item i JOIN ledger_account a ON a.unit = 'GIFT:' || i.id AND a.kind = 'gift.hand') both_sides " +
      'GROUP BY item_id, part HAVING SUM(moved) <> SUM(held) LIMIT 100',
  );
  return rows.map(
    ({ itemId, part, moved, held }) => `${itemId} ${part}: the register says ${moved}, the hand holds ${held}`,
  );
}

/** opening + drawn = delivered + returned + lost + difference + closing; what one period left, the next began with. */
async function periodsClose(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    'SELECT id FROM gift_reconciliation_line WHERE opening + drawn <> delivered + returned + lost + difference + closing LIMIT 100',
  );
  const gaps = await db.rows<{ periodTo: string; itemId: string }>(
    'SELECT c.period_to, l.item_id FROM gift_reconciliation_line l JOIN gift_reconciliation c ON c.id = l.reconciliation_id ' +
      'WHERE l.opening <> COALESCE((SELECT b.closing FROM gift_reconciliation_line b JOIN gift_reconciliation p ON p.id = b.reconciliation_id ' +
      "WHERE p.store_id = c.store_id AND b.item_id = l.item_id AND COALESCE(b.entry_id, '') = COALESCE(l.entry_id, '') AND p.period_to = " +
      '(SELECT MAX(q.period_to) FROM gift_reconciliation q WHERE q.store_id = c.store_id AND q.period_to < c.period_to)), 0) LIMIT 100',
  );
  return [
    ...rows.map(({ id }) => `line ${id} does not close`),
    ...gaps.map(({ periodTo, itemId }) => `${itemId}: the period to ${periodTo} does not begin with what was left`),
  ];
}

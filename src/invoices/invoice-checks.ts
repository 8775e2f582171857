import { formatYuan } from '../kernel/money.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';
import { type Check, type Gap, gap } from './invoice-gap.js';
import { worthChecks } from './invoice-worth-checks.js';
import { bookLife, numberLife } from './rules/number-life.js';

/** What must hold of invoices: no number without its place and step, none skipped, and never more invoiced than is explained. */
const checks: readonly Check[] = [
  { name: 'invoices.numbersFollowTheirSteps', run: numbersFollowTheirSteps },
  { name: 'invoices.booksWithoutGaps', run: booksWithoutGaps },
  { name: 'invoices.booksWhereTheirStepsEnd', run: booksWhereTheirStepsEnd },
  { name: 'invoices.numbersCarryTheirAmounts', run: numbersCarryTheirAmounts },
  { name: 'invoices.noPartBelowZero', run: noPartBelowZero },
  { name: 'invoices.stampsStandOnSlips', run: stampsStandOnSlips },
  ...worthChecks,
];

/** The same for `verify`, in the words that `say` finds. */
export function invoiceChecks(say: (gap: Gap) => string): VerifyCheck[] {
  return checks.map((check) => ({ name: check.name, run: async (db) => (await check.run(db, '')).map(say) }));
}

/** What went astray in one store, for its own Finance. */
export async function gapsOf(db: SqlReads, storeId: string): Promise<Gap[]> {
  const found: Gap[] = [];
  for (const check of checks) found.push(...(await check.run(db, storeId)));
  return found;
}

async function numbersFollowTheirSteps(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<{ number: string; state: string; last: string | null }>(
    `SELECT number, state, last FROM (SELECT n.number, n.state, (SELECT t.to_state FROM invoice_number_step t WHERE t.number_id = n.id
       ORDER BY t.id DESC LIMIT 1) AS last FROM invoice_number n WHERE ? = '' OR n.store_id = ?) numbers WHERE last IS NULL OR last <> state`,
    [storeId, storeId],
  );
  const steps = await db.rows<{ fromState: string; action: string; toState: string }>(
    'SELECT DISTINCT from_state, action, to_state FROM invoice_number_step',
  );
  const stray = steps.filter(({ fromState, action, toState }) => !isRow(numberLife.rows, fromState, action, toState));
  return [
    ...rows.map(({ number, state }) => gap('numberState', { number, state })),
    ...stray.map(({ fromState, action, toState }) => gap('strayStep', { from: fromState, action, to: toState })),
  ];
}

/** Every number before the next blank one is a row, and none beyond it but those found missing in mid-book. */
async function booksWithoutGaps(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<{ label: string; used: number; expected: number; beyond: number }>(
    `SELECT * FROM (SELECT b.label, (SELECT count(*) FROM invoice_number n WHERE n.book_id = b.id AND (b.next_no IS NULL OR n.number < b.next_no)) AS used,
       CASE WHEN b.next_no IS NULL THEN CAST(b.last_no AS integer) + 1 ELSE CAST(b.next_no AS integer) END - CAST(b.first_no AS integer) AS expected,
       (SELECT count(*) FROM invoice_number n WHERE n.book_id = b.id AND (n.number < b.first_no OR n.number > b.last_no OR n.number = b.next_no
         OR (n.number > b.next_no AND NOT EXISTS (SELECT 1 FROM invoice_number_step m WHERE m.number_id = n.id AND m.action = 'miss')))) AS beyond
     FROM invoice_book b WHERE ? = '' OR b.store_id = ?) books WHERE used <> expected OR beyond > 0`,
    [storeId, storeId],
  );
  return rows.map((row) => gap('bookNumbers', { ...row }));
}

async function booksWhereTheirStepsEnd(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<{ label: string; place: string }>(
    `SELECT label, place FROM (SELECT b.label, b.place, b.holder_id, (SELECT t.id FROM invoice_book_step t WHERE t.book_id = b.id
       ORDER BY t.id DESC LIMIT 1) AS step_id FROM invoice_book b WHERE ? = '' OR b.store_id = ?) books
     WHERE NOT EXISTS (SELECT 1 FROM invoice_book_step t WHERE t.id = step_id AND t.to_place = place AND COALESCE(t.to_id, '') = COALESCE(holder_id, ''))`,
    [storeId, storeId],
  );
  const steps = await db.rows<{ fromPlace: string; action: string; toPlace: string }>(
    'SELECT DISTINCT from_place, action, to_place FROM invoice_book_step',
  );
  const stray = steps.filter(({ fromPlace, action, toPlace }) => !isRow(bookLife.rows, fromPlace, action, toPlace));
  return [
    ...rows.map(({ label, place }) => gap('bookPlace', { label, place })),
    ...stray.map(({ fromPlace, action, toPlace }) => gap('strayStep', { from: fromPlace, action, to: toPlace })),
  ];
}

/** What an invoice says is what stands on its numbers, and what was taken back is what its voids and reds say. */
async function numbersCarryTheirAmounts(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<{ document: string }>(
    `SELECT d.number AS document FROM invoice i JOIN document d ON d.id = i.document_id WHERE (? = '' OR i.store_id = ?) AND (
       i.total_fen <> (SELECT COALESCE(SUM(n.amount_fen), 0) FROM invoice_number n WHERE n.invoice_id = i.id AND n.change_id IS NULL)
       OR i.total_fen <> (SELECT COALESCE(SUM(p.amount_fen), 0) FROM invoice_part p WHERE p.invoice_id = i.id AND p.change_id IS NULL)
       OR (SELECT COALESCE(SUM(p.amount_fen), 0) FROM invoice_part p JOIN invoice_change c ON c.id = p.change_id WHERE p.invoice_id = i.id AND c.kind <> 'MOVED')
          <> -(SELECT COALESCE(SUM(c.amount_fen), 0) FROM invoice_change c WHERE c.invoice_id = i.id AND c.kind <> 'MOVED')
       OR (SELECT COALESCE(SUM(p.amount_fen), 0) FROM invoice_part p WHERE p.invoice_id = i.id)
          <> (SELECT COALESCE(SUM(n.amount_fen), 0) FROM invoice_number n WHERE n.invoice_id = i.id AND n.state = 'ISSUED'))`,
    [storeId, storeId],
  );
  return rows.map(({ document }) => gap('amounts', { document }));
}

async function noPartBelowZero(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<{ sourceId: string; fen: number }>(
    `SELECT source_id, SUM(amount_fen) AS fen FROM invoice_part WHERE ? = '' OR invoice_id IN (SELECT i.id FROM invoice i WHERE i.store_id = ?)
     GROUP BY source_kind, source_id, invoice_id HAVING SUM(amount_fen) < 0`,
    [storeId, storeId],
  );
  return rows.map(({ sourceId, fen }) => gap('takenBack', { source: sourceId, yuan: formatYuan(0 - fen) }));
}

/** (e): a slip bears the stamp exactly while something of it is invoiced. */
async function stampsStandOnSlips(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<{ slipNo: string; stamped: number }>(
    `SELECT slip_no, stamped FROM (SELECT s.slip_no,
       (SELECT count(*) FROM slip_claim c WHERE c.slip_id = s.id AND c.kind = 'invoice' AND c.released = '') AS stamped,
       (SELECT COALESCE(SUM(p.amount_fen), 0) FROM invoice_part p WHERE p.source_id = s.id AND p.source_kind IN ('SLIP', 'ACCOUNT')) AS fen
     FROM slip s WHERE (? = '' OR s.store_id = ?)
       AND (s.id IN (SELECT source_id FROM invoice_part) OR s.id IN (SELECT slip_id FROM slip_claim WHERE kind = 'invoice'))) stamps
     WHERE (fen > 0 AND stamped <> 1) OR (fen = 0 AND stamped <> 0)`,
    [storeId, storeId],
  );
  return rows.map(({ slipNo }) => gap('stamp', { slipNo }));
}

function isRow(
  rows: readonly (readonly [string, string, string])[],
  from: string,
  action: string,
  to: string,
): boolean {
  return rows.some(([before, step, after]) => before === from && step === action && after === to);
}

import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HeldThing } from '../staff/custody-registry.js';
import type { HandedShift } from '../venue/handover-parts.js';
import { placeholders } from '../platform/database/sql-text.js';
import { TILL_KINDS, type TillKind } from '../venue/rules/tender-kinds.js';
import type { TenderToProve } from './rules/bag-lines.js';
import { type DrawerMove, SHIFT_POSTINGS } from './rules/drawer-equation.js';
import type { ShiftState } from './rules/shift-life.js';

/** A shift with the names that stand on pages and papers. */
export interface ShiftRow extends HandedShift {
  readonly template: string;
  readonly state: ShiftState;
  readonly clerkName: string;
  readonly clerkNo: string;
  readonly deskName: string;
  readonly closedAt: number | null;
  readonly takenOverBy: string | null;
  readonly takerName: string | null;
}

/** A movement of a shift's drawer with the paper that proves it. */
export interface DrawerMoveRow extends DrawerMove {
  readonly at: number;
  readonly documentId: string;
  readonly documentNo: string;
  /** The paper that took it back (冲正). */
  readonly undoneById: string | null;
}

const SHIFT =
  'SELECT s.id, s.store_id, s.desk_id, s.business_date, s.template, s.clerk_id, s.state, s.opened_at, s.cut_at, s.closed_at, ' +
  's.taken_over_by, CASE WHEN EXISTS (SELECT 1 FROM shift o WHERE o.store_id = s.store_id AND o.open_clerk_id IS NOT NULL ' +
  'AND o.desk_id < s.desk_id) THEN 1 ELSE 0 END AS counted_elsewhere, c.name AS clerk_name, c.staff_no AS clerk_no, d.name AS desk_name, t.name AS taker_name ' +
  'FROM shift s JOIN staff c ON c.id = s.clerk_id JOIN desk d ON d.id = s.desk_id LEFT JOIN staff t ON t.id = s.taken_over_by';

/** A shift of this store. Throws `page.notFound`. */
export async function shiftOf(db: SqlReads, storeId: string, shiftId: string): Promise<ShiftRow> {
  const row = await db.one<ShiftRow>(`${SHIFT} WHERE s.id = ? AND s.store_id = ?`, [shiftId, storeId]);
  if (!row) throw new DomainError('page.notFound');
  return row;
}

/** The shift whose drawer serves at a desk now. */
export function shiftAtDesk(db: SqlReads, deskId: string): Promise<ShiftRow | undefined> {
  return db.one<ShiftRow>(`${SHIFT} WHERE s.open_desk_id = ?`, [deskId]);
}

/** The shift that a clerk has not handed over to the end. */
export function shiftOfClerk(db: SqlReads, clerkId: string): Promise<ShiftRow | undefined> {
  return db.one<ShiftRow>(`${SHIFT} WHERE s.open_clerk_id = ?`, [clerkId]);
}

/** Shifts of a store that are not closed, oldest first; of one day when a date is given. */
export function unclosedShifts(db: SqlReads, storeId: string): Promise<ShiftRow[]> {
  return db.rows<ShiftRow>(`${SHIFT} WHERE s.store_id = ? AND s.open_clerk_id IS NOT NULL ORDER BY s.opened_at, s.id`, [
    storeId,
  ]);
}

export function shiftsOfDay(db: SqlReads, storeId: string, businessDate: string): Promise<ShiftRow[]> {
  return db.rows<ShiftRow>(`${SHIFT} WHERE s.store_id = ? AND s.business_date = ? ORDER BY s.opened_at, s.id`, [
    storeId,
    businessDate,
  ]);
}

export function recentShifts(db: SqlReads, storeId: string, limit: number): Promise<ShiftRow[]> {
  return db.rows<ShiftRow>(`${SHIFT} WHERE s.store_id = ? ORDER BY s.opened_at DESC, s.id DESC LIMIT ?`, [
    storeId,
    limit,
  ]);
}

/** A movement of one of a shift's accounts. */
export interface AccountMoveRow extends DrawerMoveRow {
  readonly account: string;
}

/** Every movement of accounts owned by a shift, in order, signed from the account's point of view. */
export function movesOf(
  db: SqlReads,
  shiftId: string,
  accounts: readonly string[] = ['cash.drawer'],
): Promise<AccountMoveRow[]> {
  const marks = placeholders(accounts.length);
  return db.rows<AccountMoveRow>(
    `SELECT m.account, m.kind, m.amount_fen, m.at, m.document_id, d.number AS document_no, u.undone_by_id FROM (
       SELECT t.id, a.kind AS account, t.kind, t.amount AS amount_fen, t.at, t.document_id FROM ledger_transfer t
       JOIN ledger_account a ON a.id = t.to_account_id WHERE a.owner = ? AND a.kind IN ${marks} AND a.unit = 'FEN'
       UNION ALL SELECT t.id, a.kind, t.kind, -t.amount, t.at, t.document_id FROM ledger_transfer t
       JOIN ledger_account a ON a.id = t.from_account_id WHERE a.owner = ? AND a.kind IN ${marks} AND a.unit = 'FEN'
     ) m JOIN document d ON d.id = m.document_id LEFT JOIN undone_paper u ON u.document_id = m.document_id ORDER BY m.id`,
    [shiftId, ...accounts, shiftId, ...accounts],
  );
}

export interface TenderSum {
  readonly kind: TillKind;
  readonly fen: number;
}

/** What guests pay into besides the drawer. */
export const ACQUIRED: readonly TillKind[] = TILL_KINDS.filter((kind) => kind !== 'cash.drawer');

/** Over and short of a shift, in cash and at its acquirers. */
export const DIFFERENCE_ACCOUNTS = ['cash.over', 'cash.short', 'tender.over', 'tender.short'] as const;

/** What a movement adds to its figure: over is drawn from its account, short is put into it, a correction of either runs back. Fen. */
export function differenceFen({ account, amountFen }: Pick<AccountMoveRow, 'account' | 'amountFen'>): number {
  return account.endsWith('.over') ? -amountFen : amountFen;
}

/** What a shift took by every tender but cash, refunds deducted; what the acquirer had over or under is not in it. */
export async function tendersOf(db: SqlReads, shiftId: string): Promise<TenderSum[]> {
  return (await tenderSums(db, shiftId)).filter(({ fen }) => fen !== 0);
}

/** The same with the payments behind each sum, for whoever holds them against the acquirer. */
export async function tendersToProve(db: SqlReads, shiftId: string): Promise<TenderToProve[]> {
  const { acquirerOver, acquirerShort } = SHIFT_POSTINGS;
  // one payment may fill several lots: it is told by its paper and its transaction number
  const payments = await db.rows<{ kind: TillKind; reference: string | null }>(
    `SELECT DISTINCT a.kind, t.document_id, l.reference FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id
     LEFT JOIN lot_tender l ON l.journal_id = t.journal_id AND l.transfer_id = t.id
     WHERE a.owner = ? AND a.unit = 'FEN' AND a.kind IN ${placeholders(ACQUIRED.length)}
       AND t.reverses_id IS NULL AND t.kind NOT IN (?, ?)`,
    [shiftId, ...ACQUIRED, acquirerOver, acquirerShort],
  );
  const tenders = await tendersOf(db, shiftId);
  return tenders.map(({ kind, fen }) => ({
    kind,
    fen,
    payments: payments.filter((row) => row.kind === kind).map(({ reference }) => reference),
  }));
}

/** What the acquirers had over and under the books of a shift, by tender. */
export async function tenderDifferencesOf(
  db: SqlReads,
  shiftId: string,
): Promise<{ kind: TillKind; overFen: number; shortFen: number }[]> {
  return (await tenderSums(db, shiftId)).filter(({ overFen, shortFen }) => overFen + shortFen > 0);
}

function tenderSums(db: SqlReads, shiftId: string): Promise<(TenderSum & { overFen: number; shortFen: number })[]> {
  const marks = placeholders(ACQUIRED.length);
  const { acquirerOver, acquirerShort } = SHIFT_POSTINGS;
  const sum = (when: string): string => `SUM(CASE WHEN ${when} THEN amount ELSE 0 END)`;
  return db.rows(
    `SELECT kind, ${sum('posting NOT IN (?, ?)')} AS fen,
       ${sum('posting = ?')} AS over_fen, -${sum('posting = ?')} AS short_fen
     FROM (SELECT a.kind, t.kind AS posting, t.amount FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id
         WHERE a.owner = ? AND a.unit = 'FEN' AND a.kind IN ${marks}
       UNION ALL SELECT a.kind, t.kind, -t.amount FROM ledger_account a JOIN ledger_transfer t ON t.from_account_id = a.id
         WHERE a.owner = ? AND a.unit = 'FEN' AND a.kind IN ${marks}) m
     GROUP BY kind ORDER BY kind`,
    [acquirerOver, acquirerShort, acquirerOver, acquirerShort, shiftId, ...ACQUIRED, shiftId, ...ACQUIRED],
  );
}

/** The shift that keeps its clerk, or whoever took over, at this counter until it is handed over to the end (000-17). */
export async function whatKeeps(db: SqlReads, staffId: string, deskId: string): Promise<HeldThing[]> {
  const rows = await db.rows<ShiftRow>(
    `${SHIFT} WHERE s.desk_id = ? AND s.open_clerk_id IS NOT NULL AND COALESCE(s.taken_over_by, s.clerk_id) = ? ORDER BY s.opened_at`,
    [deskId, staffId],
  );
  return rows.map(({ id, template, state }) => ({
    key: `shifts.leaving.${state}`,
    params: { template },
    href: `/handover/${id}`,
  }));
}

/** Who counts and signs: the clerk, or whoever took over for one who is absent. */
export function handlerOf({ clerkId, takenOverBy }: Pick<ShiftRow, 'clerkId' | 'takenOverBy'>): string {
  return takenOverBy ?? clerkId;
}

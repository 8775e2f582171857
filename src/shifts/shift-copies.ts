import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HandedShift } from '../venue/handover-parts.js';

/** A paper of which the house keeps a copy. */
export interface CopyRow {
  readonly documentId: string;
  readonly number: string;
  readonly kind: string;
  readonly byName: string;
  readonly at: number;
}

/** A copy that is still looked for, with the shift that could not hand it over. */
export interface MissingRow extends CopyRow {
  readonly id: string;
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly clerkName: string;
}

const COPY = 'd.id AS document_id, d.number, d.kind, s.name AS by_name, d.created_at AS at';
const MISSING = `SELECT m.id, m.shift_id, f.business_date, f.template, c.name AS clerk_name, ${COPY},`;
const MISSED = `FROM missing_copy m JOIN document d ON d.id = m.document_id JOIN shift f ON f.id = m.shift_id
  JOIN staff c ON c.id = f.clerk_id JOIN journal_entry j ON j.journal_id = d.journal_id JOIN staff s ON s.id = j.actor_id`;
const KEPT = `d.copies LIKE '%"name":"merchant"%' AND d.kind <> 'birthday-slip'`;
const FROM = 'FROM journal_entry j JOIN document d ON d.journal_id = j.journal_id JOIN staff s ON s.id = j.actor_id';

/**
 * 商户联 of a shift: what its clerk printed, and what anybody without a shift printed at its desk since the last cut there,
 * so that no copy lies in nobody's pile (003E-005). A gift's slip is printed long before and lies on the pile of the shift
 * to which it came back signed.
 */
export async function merchantCopiesOf(db: SqlReads, shift: HandedShift): Promise<CopyRow[]> {
  const { id, storeId, deskId, cutAt } = shift;
  const last = await cutBefore(db, shift);
  return db.rows<CopyRow>(
    `SELECT ${COPY} ${FROM} WHERE j.shift_id = ? AND ${KEPT}
     UNION ALL SELECT ${COPY} ${FROM} JOIN terminal t ON t.id = j.terminal_id
       WHERE j.shift_id IS NULL AND j.store_id = ? AND j.business_date >= ? AND t.desk_id = ? AND j.at > ? AND j.at <= ? AND ${KEPT}
     UNION ALL SELECT ${COPY} FROM journal_entry j JOIN birthday_step b ON b.journal_id = j.journal_id
       JOIN birthday_entry e ON e.id = b.entry_id JOIN document d ON d.id = e.slip_id JOIN staff s ON s.id = j.actor_id
       WHERE j.shift_id = ? AND b.step = 'SIGNED' || COALESCE('.' || e.gift_round, '') AND b.result = 'SIGNED'
     ORDER BY at, number`,
    [id, storeId, last.businessDate, deskId, last.cutAt, cutAt ?? Number.MAX_SAFE_INTEGER, id],
  );
}

/** The cut that emptied the desk before a shift opened there; before the first shift nothing was cut. */
async function cutBefore(
  db: SqlReads,
  { deskId, openedAt }: Pick<HandedShift, 'deskId' | 'openedAt'>,
): Promise<{ readonly cutAt: number; readonly businessDate: string }> {
  const row = await db.one<{ cutAt: number; businessDate: string }>(
    'SELECT cut_at, business_date FROM shift WHERE desk_id = ? AND opened_at < ? AND cut_at IS NOT NULL ORDER BY opened_at DESC LIMIT 1',
    [deskId, openedAt],
  );
  return row ?? { cutAt: 0, businessDate: '' };
}

/** A copy that lies at a desk where no shift is open. */
export interface LooseCopy extends CopyRow {
  readonly deskId: string;
  readonly deskName: string;
}

/**
 * Copies in nobody's pile yet: printed at a desk by somebody without a shift since its drawer was cut, while none is open
 * there. The act is of its own business day; whoever printed it answers for the copy until the next shift opens at the desk
 * and takes it over (003E-005).
 */
export async function looseCopies(db: SqlReads, storeId: string): Promise<LooseCopy[]> {
  const desks = await db.rows<{ id: string; name: string; openedAt: number }>(
    `SELECT k.id, k.name, MAX(s.opened_at) + 1 AS opened_at FROM desk k JOIN shift s ON s.desk_id = k.id
     WHERE k.store_id = ? GROUP BY k.id, k.name HAVING MAX(s.open_desk_id) IS NULL ORDER BY k.name, k.id`,
    [storeId],
  );
  const loose: LooseCopy[] = [];
  for (const { id: deskId, name: deskName, openedAt } of desks) {
    const last = await cutBefore(db, { deskId, openedAt });
    const copies = await db.rows<CopyRow>(
      `SELECT ${COPY} ${FROM} JOIN terminal t ON t.id = j.terminal_id WHERE j.shift_id IS NULL AND j.store_id = ?
         AND j.business_date >= ? AND t.desk_id = ? AND j.at > ? AND ${KEPT} ORDER BY d.created_at, d.number`,
      [storeId, last.businessDate, deskId, last.cutAt],
    );
    loose.push(...copies.map((copy) => ({ ...copy, deskId, deskName })));
  }
  return loose;
}

/** Points slips of a shift of which nobody has said how the signature went; a credit that was undone has nothing left to sign. */
export async function unsignedCopies(db: SqlReads, shift: HandedShift): Promise<number> {
  const confirmations = (await merchantCopiesOf(db, shift)).filter(({ kind }) => kind === 'points-confirmation');
  if (confirmations.length === 0) return 0;
  const { businessDate } = await cutBefore(db, shift);
  const open = await db.rows<{ documentId: string }>(
    `SELECT p.document_id FROM points_confirmation p WHERE p.store_id = ? AND p.business_date >= ?
     AND NOT EXISTS (SELECT 1 FROM points_signature g WHERE g.confirmation_id = p.id)
     AND NOT EXISTS (SELECT 1 FROM points_adjustment u WHERE u.confirmation_id = p.id AND u.cause = 'UNDO')`,
    [shift.storeId, businessDate],
  );
  const unsigned = new Set(open.map(({ documentId }) => documentId));
  return confirmations.filter(({ documentId }) => unsigned.has(documentId)).length;
}

/** Copies of a store that were missing at a handover and that nobody has found since, the oldest first. */
export function missingCopies(db: SqlReads, storeId: string): Promise<MissingRow[]> {
  return db.rows<MissingRow>(
    `${MISSING} m.missed_at ${MISSED} WHERE m.store_id = ? AND m.found_at IS NULL ORDER BY m.missed_at, m.id`,
    [storeId],
  );
}

/** A copy that somebody found, with what was noted. */
export interface FoundRow extends MissingRow {
  readonly foundAt: number;
  readonly finderName: string;
  readonly note: string;
}

/** What was found lately, the newest first. */
export function foundCopies(db: SqlReads, storeId: string, limit: number): Promise<FoundRow[]> {
  return db.rows<FoundRow>(
    `${MISSING} m.found_at, b.name AS finder_name, COALESCE(m.found_note, '') AS note ${MISSED} JOIN staff b ON b.id = m.found_by
     WHERE m.store_id = ? AND m.found_at IS NOT NULL ORDER BY m.found_at DESC, m.id LIMIT ?`,
    [storeId, limit],
  );
}

/** How many are still looked for. */
export async function missingCount(db: SqlReads, storeId: string): Promise<number> {
  const row = await db.one<{ n: number }>(
    'SELECT count(*) AS n FROM missing_copy WHERE store_id = ? AND found_at IS NULL',
    [storeId],
  );
  return row?.n ?? 0;
}

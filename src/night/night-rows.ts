import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { handlerOf, type ShiftRow } from '../shifts/shift-rows.js';
import type { DeskNight } from '../venue/safe-contents.js';
import type { NightAction, NightState } from './rules/night-life.js';

export interface SealRow {
  readonly id: string;
  readonly storeId: string;
  readonly deskId: string;
  readonly deskName: string;
  readonly businessDate: string;
  readonly state: NightState;
  readonly lastShiftId: string;
  readonly number: string | null;
  readonly createdAt: number;
  readonly sealedAt: number | null;
  readonly acceptedAt: number | null;
}

export interface StepRow {
  readonly id: string;
  readonly sealId: string;
  readonly action: NightAction;
  readonly byId: string;
  readonly byName: string;
  readonly secondId: string | null;
  readonly secondName: string | null;
  readonly attestedBy: string | null;
  readonly attesterName: string | null;
  readonly sealedWitness: string | null;
  readonly problem: string | null;
  readonly figures: string;
  readonly documentId: string | null;
  readonly documentNo: string | null;
  readonly at: number;
}

/** A desk that had a shift on a business day: its last shift, and the newest seal of that day. */
export interface DeskEnd {
  readonly deskId: string;
  readonly deskName: string;
  readonly lastShiftId: string;
  readonly clerkId: string;
  readonly clerkName: string;
  readonly takenOverBy: string | null;
  /** Shifts of the desk that are not handed over to the end. */
  readonly open: number;
  readonly sealId: string | null;
  readonly sealState: NightState | null;
  /** 1 when the newest seal was put on after the last shift. */
  readonly sealed: number;
}

const SEAL =
  'SELECT n.id, n.store_id, n.desk_id, d.name AS desk_name, n.business_date, n.state, n.last_shift_id, n.number, n.created_at, ' +
  'n.sealed_at, n.accepted_at FROM night_seal n JOIN desk d ON d.id = n.desk_id';

/** A seal of this store. Throws `page.notFound`. */
export async function sealOf(db: SqlReads, storeId: string, sealId: string): Promise<SealRow> {
  const row = await db.one<SealRow>(`${SEAL} WHERE n.id = ? AND n.store_id = ?`, [sealId, storeId]);
  if (!row) throw new DomainError('page.notFound');
  return row;
}

/** The seal of a desk whose night nobody has accepted yet. */
export function liveSeal(db: SqlReads, deskId: string): Promise<SealRow | undefined> {
  return db.one<SealRow>(`${SEAL} WHERE n.live_desk_id = ?`, [deskId]);
}

export function liveSeals(db: SqlReads, storeId: string): Promise<SealRow[]> {
  return db.rows<SealRow>(`${SEAL} WHERE n.store_id = ? AND n.live_desk_id IS NOT NULL ORDER BY n.created_at, n.id`, [
    storeId,
  ]);
}

export function recentSeals(db: SqlReads, storeId: string, limit: number): Promise<SealRow[]> {
  return db.rows<SealRow>(`${SEAL} WHERE n.store_id = ? ORDER BY n.created_at DESC, n.id DESC LIMIT ?`, [
    storeId,
    limit,
  ]);
}

const STEP =
  'SELECT p.id, p.seal_id, p.action, p.by_id, b.name AS by_name, p.second_id, s.name AS second_name, p.attested_by, a.name AS attester_name, ' +
  'p.sealed_witness, p.problem, p.figures, p.document_id, d.number AS document_no, p.at FROM night_seal_step p JOIN staff b ON b.id = p.by_id ' +
  'LEFT JOIN staff s ON s.id = p.second_id LEFT JOIN staff a ON a.id = p.attested_by LEFT JOIN document d ON d.id = p.document_id';

/** The story of some seals, oldest step first. */
export async function stepsOf(db: SqlReads, sealIds: readonly string[]): Promise<StepRow[]> {
  if (sealIds.length === 0) return [];
  const marks = sealIds.map(() => '?').join(', ');
  return db.rows<StepRow>(`${STEP} WHERE p.seal_id IN (${marks}) ORDER BY p.id`, [...sealIds]);
}

const LAST_SHIFT =
  '(SELECT x.id FROM shift x WHERE x.desk_id = d.id AND x.business_date = ? ORDER BY x.opened_at DESC, x.id DESC LIMIT 1)';
const NEWEST_SEAL =
  '(SELECT x.id FROM night_seal x WHERE x.desk_id = d.id AND x.business_date = ? ORDER BY x.created_at DESC, x.id DESC LIMIT 1)';

/** Desks of a store that worked on a business day; one that nobody opened leaves nothing for the night. */
export function deskEnds(db: SqlReads, storeId: string, businessDate: string): Promise<DeskEnd[]> {
  return db.rows<DeskEnd>(
    'SELECT d.id AS desk_id, d.name AS desk_name, s.id AS last_shift_id, s.clerk_id, c.name AS clerk_name, s.taken_over_by, ' +
      '(SELECT count(*) FROM shift o WHERE o.desk_id = d.id AND o.business_date = ? AND o.open_clerk_id IS NOT NULL) AS open, ' +
      'n.id AS seal_id, n.state AS seal_state, ' +
      "CASE WHEN n.last_shift_id = s.id AND n.state <> 'MATCHED' THEN 1 ELSE 0 END AS sealed " +
      `FROM desk d JOIN shift s ON s.id = ${LAST_SHIFT} JOIN staff c ON c.id = s.clerk_id ` +
      `LEFT JOIN night_seal n ON n.id = ${NEWEST_SEAL} WHERE d.store_id = ? ORDER BY d.name, d.id`,
    [businessDate, businessDate, businessDate, storeId],
  );
}

/** How a desk stands at the end of its day. Throws `night.noShift` when nobody worked there. */
export async function deskEnd(
  db: SqlReads,
  where: Omit<DeskNight, 'last'>,
): Promise<{ end: DeskEnd; night: DeskNight }> {
  const ends = await deskEnds(db, where.storeId, where.businessDate);
  const end = ends.find(({ deskId }) => deskId === where.deskId);
  if (!end) throw new DomainError('night.noShift');
  const last = ends.every(({ deskId, sealed }) => deskId === where.deskId || sealed === 1);
  return { end, night: { ...where, last } };
}

/** Who holds receipts against copies: the clerk of the last shift, or whoever took it over. */
export function closerOf(end: Pick<DeskEnd, 'clerkId' | 'takenOverBy'>): string {
  return handlerOf(end satisfies Pick<ShiftRow, 'clerkId' | 'takenOverBy'>);
}

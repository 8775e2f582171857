import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { assertTransition } from '../kernel/transitions.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { DayObstacle } from '../venue/day-gate.js';
import { BagStep } from './bag-step.entity.js';
import { type BagAction, bagLife, bagOverdue, type BagState } from './rules/bag-life.js';
import type { ShiftState } from './rules/shift-life.js';
import type { Moment } from './rules/shift-times.js';

export interface BagRow {
  readonly id: string;
  readonly storeId: string;
  readonly shiftId: string;
  readonly clerkId: string;
  readonly clerkName: string;
  readonly template: string;
  readonly source: 'SHIFT' | 'DROP';
  readonly businessDate: string;
  readonly state: BagState;
  readonly number: string | null;
  readonly takingsFen: number;
  readonly floatFen: number;
  readonly dueDate: string | null;
  readonly receivedFen: number | null;
  readonly receivedAt: number | null;
  readonly depositId: string | null;
  readonly createdAt: number;
}

const BAG =
  'SELECT b.id, b.store_id, b.shift_id, b.clerk_id, c.name AS clerk_name, s.template, b.source, b.business_date, b.state, b.number, ' +
  'b.takings_fen, b.float_fen, b.due_date, b.received_fen, b.received_at, b.deposit_id, b.created_at ' +
  'FROM cash_bag b JOIN staff c ON c.id = b.clerk_id JOIN shift s ON s.id = b.shift_id';

/** A bag of this store. Throws `page.notFound`. */
export async function bagOf(db: SqlReads, storeId: string, bagId: string): Promise<BagRow> {
  const row = await db.one<BagRow>(`${BAG} WHERE b.id = ? AND b.store_id = ?`, [bagId, storeId]);
  if (!row) throw new DomainError('page.notFound');
  return row;
}

export function bagsInState(db: SqlReads, storeId: string, states: readonly BagState[]): Promise<BagRow[]> {
  const marks = states.map(() => '?').join(', ');
  return db.rows<BagRow>(`${BAG} WHERE b.store_id = ? AND b.state IN (${marks}) ORDER BY b.created_at, b.id`, [
    storeId,
    ...states,
  ]);
}

export function bagsOfShift(db: SqlReads, shiftId: string): Promise<BagRow[]> {
  return db.rows<BagRow>(`${BAG} WHERE b.shift_id = ? ORDER BY b.created_at, b.id`, [shiftId]);
}

/** Takings of a shift that went into bags, fen; what was taken back out of one lies in a drawer again. */
export async function baggedOf(db: SqlReads, shiftId: string): Promise<number> {
  const bags = await bagsOfShift(db, shiftId);
  return bags.reduce((sum, { state, takingsFen }) => sum + (state === 'TAKEN_BACK' ? 0 : takingsFen), 0);
}

/** Whether the bag of a shift's handover is still in somebody's hand: until it is sealed or counted the shift goes on. */
export async function bagInHand(db: SqlReads, shiftId: string): Promise<BagRow | undefined> {
  const bags = await bagsOfShift(db, shiftId);
  return bags.find(({ source, state }) => source === 'SHIFT' && state === 'IN_HAND');
}

/** What Finance counted in a bag, with its paper. */
export interface BagReceipt {
  readonly countedFen: number;
  readonly reason: string | null;
  readonly byName: string;
  readonly at: number;
  readonly documentId: string;
  readonly documentNo: string;
}

/** Finance's counts of a bag, the one that stands last. */
export function receiptsOf(db: SqlReads, bagId: string): Promise<BagReceipt[]> {
  return db.rows<BagReceipt>(
    `SELECT p.counted_fen, p.reason, s.name AS by_name, p.at, p.document_id, d.number AS document_no
     FROM bag_step p JOIN document d ON d.id = p.document_id JOIN staff s ON s.id = p.by_id
     WHERE p.bag_id = ? AND p.action IN ('receive', 'recount') ORDER BY p.id`,
    [bagId],
  );
}

/** The bags of a deposit with what each brought to the bank, as the deposit's paper moved it. */
export function bagsOfDeposit(db: SqlReads, storeId: string, depositId: string): Promise<(BagRow & { fen: number })[]> {
  return db.rows(
    `SELECT g.*, t.amount AS fen FROM (${BAG} WHERE b.store_id = ?) g JOIN ledger_account a ON a.kind = 'finance.received' AND a.part = g.id
     JOIN ledger_transfer t ON t.from_account_id = a.id
     WHERE t.document_id = (SELECT document_id FROM bank_deposit WHERE id = ?) ORDER BY g.created_at, g.id`,
    [storeId, depositId],
  );
}

/** An own bag that Finance should have confirmed by now: it blocks the clerk's next shift, nobody else's (H3). */
export async function oldestOverdueBag(
  db: SqlReads,
  clerkId: string,
  now: Moment,
  dueTime: string,
): Promise<BagRow | undefined> {
  const bags = await db.rows<BagRow>(
    `${BAG} WHERE b.clerk_id = ? AND b.state IN ('IN_HAND', 'SEALED') ORDER BY b.created_at, b.id`,
    [clerkId],
  );
  return bags.find((bag) => isOverdue(bag, now, dueTime));
}

export function isOverdue({ dueDate }: Pick<BagRow, 'dueDate'>, { date, time }: Moment, dueTime: string): boolean {
  return dueDate !== null && bagOverdue(dueDate, dueTime, date, time);
}

/** What a closing day is reminded of: cash that is not with Finance, and cash that Finance has not brought to the bank. */
export async function bagsDue(db: SqlReads, storeId: string): Promise<DayObstacle[]> {
  const waiting = await bagsInState(db, storeId, ['IN_HAND', 'SEALED']);
  const counted = await bagsInState(db, storeId, ['RECEIVED']);
  return [
    { key: 'shifts.due.bags', count: waiting.length },
    { key: 'shifts.due.undeposited', count: counted.length },
  ]
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => ({ key, params: { count }, href: '/finance' }));
}

/**
 * Whether somebody may hand over for the clerk: while it is counted, and once it was accepted as long as the bag is in
 * hand, for only clerk or taker may seal it.
 */
export async function canBeTakenOver(
  db: SqlReads,
  { id, state }: { readonly id: string; readonly state: ShiftState },
): Promise<boolean> {
  if (state === 'ACCEPTED') return (await bagInHand(db, id)) !== undefined;
  return ['OPEN', 'CUT', 'COUNTED', 'REFUSED'].includes(state);
}

export interface BagStepDetails {
  readonly witnessId?: string;
  readonly counts?: string;
  readonly countedFen?: number;
  readonly reason?: string | null;
  readonly documentId?: string;
}

/** Moves a bag on; of two who do it at once one is refused with `bag.transition`. */
export async function stepBag(
  tx: Tx,
  bag: Pick<BagRow, 'id' | 'state'>,
  action: BagAction,
  details: BagStepDetails = {},
): Promise<void> {
  const state = assertTransition(bagLife, bag.state, action);
  const moved = await tx.run('UPDATE cash_bag SET state = ? WHERE id = ? AND state = ?', [state, bag.id, bag.state]);
  if (moved !== 1) throw new DomainError('bag.transition', { from: bag.state, action });
  const { witnessId = null, counts = null, countedFen = null, reason = null, documentId = null } = details;
  const step = { witnessId, counts, countedFen, reason, documentId };
  await tx.insert(BagStep, { id: uuidv7(), bagId: bag.id, action, byId: tx.command.actorId, ...step, at: tx.now });
}

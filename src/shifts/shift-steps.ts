import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { assertTransition } from '../kernel/transitions.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { type ShiftAction, shiftLife, type ShiftState } from './rules/shift-life.js';
import { ShiftStep } from './shift-step.entity.js';

export interface StepDetails {
  readonly witnessId?: string | null;
  readonly reason?: string | null;
}

/**
 * Moves a shift on and leaves the row that says so. The conditional update is the lock: of two who press at the same
 * moment one finds the shift elsewhere. Throws `shift.transition`.
 */
export async function stepShift(
  tx: Tx,
  shift: { readonly id: string; readonly state: ShiftState },
  action: ShiftAction,
  { witnessId = null, reason = null }: StepDetails = {},
): Promise<ShiftState> {
  const state = assertTransition(shiftLife, shift.state, action);
  const moved = await tx.run('UPDATE shift SET state = ? WHERE id = ? AND state = ?', [state, shift.id, shift.state]);
  if (moved !== 1) throw new DomainError('shift.transition', { from: shift.state, action });
  await tx.insert(ShiftStep, {
    id: uuidv7(),
    shiftId: shift.id,
    action,
    state,
    byId: tx.command.actorId,
    witnessId,
    reason,
    at: tx.now,
  });
  return state;
}

/** The bag is with Finance or sealed: the clerk may leave (counter-practice H3). */
export async function settleShift(tx: Tx, shift: { readonly id: string; readonly state: ShiftState }): Promise<void> {
  await stepShift(tx, shift, 'settle');
  await tx.run('UPDATE shift SET closed_at = ?, open_clerk_id = NULL WHERE id = ?', [tx.now, shift.id]);
}

/** A step of a shift with the names of those who took it. */
export interface ShiftStepRow {
  readonly action: ShiftAction;
  readonly reason: string | null;
  readonly byName: string;
  /** Of accept and refuse the incoming clerk, of the others the supervisor beside the one who acted. */
  readonly witnessName: string | null;
  readonly at: number;
}

/** The steps of a shift, the oldest first. */
export function stepsOf(db: SqlReads, shiftId: string): Promise<ShiftStepRow[]> {
  return db.rows<ShiftStepRow>(
    `SELECT p.action, p.reason, b.name AS by_name, w.name AS witness_name, p.at FROM shift_step p
     JOIN staff b ON b.id = p.by_id LEFT JOIN staff w ON w.id = p.witness_id WHERE p.shift_id = ? ORDER BY p.at, p.id`,
    [shiftId],
  );
}

import { DomainError } from '../kernel/domain-error.js';
import type { AccountGates, GatedMove } from '../ledger/account-gates.js';
import type { ActShift } from '../platform/database/act-shift.js';
import type { Tx } from '../platform/database/tx.js';
import { clockTime } from '../platform/views/format.js';
import { mayDo } from '../staff/permissions.js';
import { rolesOf } from '../staff/staff.queries.js';
import { TILL_KINDS } from '../venue/rules/tender-kinds.js';
import { SHIFT_POSTINGS } from './rules/drawer-equation.js';

const OWN_POSTINGS: readonly string[] = Object.values(SHIFT_POSTINGS);

/** What puts right that was keyed wrong: it brings money in too, where too little was keyed (H15). */
const CORRECTIONS: readonly string[] = ['prepaid.corrected'];

/** Every act of a clerk belongs to the clerk's open shift, from 开班 to F9 (003E-072). */
export function tellActsTheirShift(acts: ActShift): void {
  acts.register(async (db, { actorId, storeId }) => {
    const shift = await db.one<{ id: string }>(
      'SELECT id FROM shift WHERE open_clerk_id = ? AND store_id = ? AND cut_at IS NULL',
      [actorId, storeId],
    );
    return shift?.id ?? null;
  });
}

/**
 * Money moves only through the drawer of the clerk's own open shift, cash and everything else alike. A sale at the second
 * of handover goes into the drawer that is open when it is written, or nowhere: whoever was a moment late presses Enter
 * again and posts to the next shift. A machine has no shift: what it takes lies in accounts of its own. A lead may give back
 * out of the drawer that serves at the desk and correct what was taken into it, but sells nothing into it: that is for whoever counts it.
 * Throws `shifts.notOpen`, `shifts.drawerCut {time}`, `shifts.notYours {clerk}`.
 */
export function guardDrawers(gates: AccountGates): void {
  gates.register(TILL_KINDS, assertOwnDrawer);
}

interface Serving {
  readonly cutAt: number | null;
  readonly clerkName: string;
}

async function assertOwnDrawer(tx: Tx, { owner, kind, change }: GatedMove): Promise<void> {
  if (OWN_POSTINGS.includes(kind) || tx.shiftId === owner || tx.command.actorId === owner) return;
  const shift = await tx.one<Serving>(
    'SELECT s.cut_at, c.name AS clerk_name FROM shift s JOIN staff c ON c.id = s.clerk_id WHERE s.id = ?',
    [owner],
  );
  if (!shift) throw new DomainError('shifts.notOpen');
  if (shift.cutAt !== null) throw new DomainError('shifts.drawerCut', { time: clockTime(shift.cutAt) });
  const givesBack = change <= 0 || CORRECTIONS.includes(kind);
  if (!givesBack || !(await isLead(tx))) throw new DomainError('shifts.notYours', { clerk: shift.clerkName });
}

async function isLead(tx: Tx): Promise<boolean> {
  const person = await tx.one<{ roles: string }>('SELECT roles FROM staff WHERE id = ?', [tx.command.actorId]);
  return person !== undefined && mayDo(rolesOf(person.roles), 'shifts.useServingDrawer');
}

import { DomainError } from '../../kernel/domain-error.js';
import type { Json } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { ApprovalDecision } from './approval-decision.entity.js';

interface Ending {
  readonly state: 'APPROVED' | 'REFUSED' | 'WITHDRAWN' | 'FAILED';
  readonly decidedBy?: string;
  readonly role: string | null;
  readonly reason: string | null;
  readonly result: Json;
}

/**
 * Ends a waiting request of the command's store, once. The row that leaves the list of open ones is the lock: of two who
 * decide at the same moment one finds it gone. `own`: only what the actor asked for.
 * Throws `page.notFound`, `approvals.decided`.
 */
export async function closeRequest(tx: Tx, id: string, ending: Ending, whose: 'own' | 'any' = 'any'): Promise<void> {
  const { storeId, actorId } = tx.command;
  const request = await tx.one<{ requestedBy: string }>(
    'SELECT requested_by FROM approval_request WHERE id = ? AND store_id = ?',
    [id, storeId],
  );
  if (!request || (whose === 'own' && request.requestedBy !== actorId)) throw new DomainError('page.notFound');
  const open = await tx.run('DELETE FROM open_approval WHERE request_id = ?', [id]);
  if (open === 0) throw new DomainError('approvals.decided');
  const { state, role, reason, result, decidedBy = actorId } = ending;
  await tx.insert(ApprovalDecision, {
    requestId: id,
    state,
    decidedBy,
    role,
    reason,
    result: JSON.stringify(result),
    decidedAt: tx.now,
  });
}

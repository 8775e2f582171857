import type { Permission } from '../permissions.js';
import type { ActDone, Sentence } from './approvable-acts.js';

export type ApprovalState = 'WAITING' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN' | 'FAILED';

/** Why an approved act was no longer possible. */
export interface ActFailed {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A request with what became of it, as pages read it; `input` stays closed. */
export interface ApprovalRow {
  readonly id: string;
  readonly kind: Permission;
  readonly storeId: string;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly terminalId: string | null;
  readonly deciderRoles: readonly string[];
  readonly personId: string | null;
  readonly summary: Sentence;
  readonly createdAt: number;
  readonly state: ApprovalState;
  readonly decidedByName: string | null;
  readonly decidedAt: number | null;
  readonly role: string | null;
  readonly reason: string | null;
  readonly done: ActDone | null;
  readonly failed: ActFailed | null;
}

export interface StoredApproval extends Omit<ApprovalRow, 'deciderRoles' | 'summary' | 'state' | 'done' | 'failed'> {
  readonly deciderRoles: string;
  readonly summary: string;
  readonly state: ApprovalState | null;
  readonly result: string | null;
}

export const APPROVAL_COLUMNS =
  'r.id, r.kind, r.store_id, r.requested_by, s.name AS requested_by_name, r.terminal_id, r.decider_roles, r.person_id, ' +
  'r.summary, r.created_at, d.state, c.name AS decided_by_name, d.decided_at, d.role, d.reason, d.result ' +
  'FROM approval_request r LEFT JOIN staff s ON s.id = r.requested_by ' +
  'LEFT JOIN approval_decision d ON d.request_id = r.id LEFT JOIN staff c ON c.id = d.decided_by';

/** What was stored by `ApprovalsService`, in its own shapes. */
export function approvalOf({ deciderRoles, summary, state, result, ...row }: StoredApproval): ApprovalRow {
  const sentence: Sentence = JSON.parse(summary);
  const done: ActDone | null = state === 'APPROVED' && result !== null ? JSON.parse(result) : null;
  const failed: ActFailed | null = state === 'FAILED' && result !== null ? JSON.parse(result) : null;
  return { ...row, deciderRoles: deciderRoles.split(','), summary: sentence, state: state ?? 'WAITING', done, failed };
}

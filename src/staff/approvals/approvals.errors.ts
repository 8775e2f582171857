import type { ErrorTable } from '../../platform/http/error-table.js';

/** Status of each refusal around second signatures. */
export const approvalsErrors: ErrorTable = {
  'cosign.self': 422,
  'cosign.role': 422,
  'approvals.decided': 409,
  'approvals.reason': 422,
  'approvals.reasonTooLong': 422,
  'approvals.erased': 410,
  'signatures.none': 422,
  'signatures.changed': 409,
  'delegation.role': 422,
  'delegation.order': 422,
  'delegation.past': 422,
  'delegation.tooLong': 422,
  'delegation.reason': 422,
  'delegation.unknownPerson': 422,
  'delegation.self': 422,
  'delegation.ended': 409,
};

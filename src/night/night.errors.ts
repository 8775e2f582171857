import type { ErrorTable } from '../platform/http/error-table.js';

/** Status of each refusal of this room. */
export const nightErrors: ErrorTable = {
  'night.transition': 409,
  'night.noShift': 409,
  'night.shiftOpen': 409,
  'night.done': 409,
  'night.notYours': 409,
  'night.open': 409,
  'night.stale': 409,
  'night.match.differs': 422,
  'night.match.problem': 422,
  'night.seal.number': 422,
  'night.seal.used': 409,
  'night.seal.unread': 409,
  'night.contents.differ': 422,
  'night.guard.self': 422,
  'night.guard.signature': 422,
  'night.second.closer': 422,
  'night.alarm.what': 422,
  'night.proof.note': 422,
  'night.proof.overdue': 409,
  'night.unaccepted': 409,
  'night.broken': 409,
};

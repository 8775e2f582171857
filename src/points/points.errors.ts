import type { ErrorTable } from '../platform/http/error-table.js';

export const pointsErrors: ErrorTable = {
  'points.slip.unknown': 404,
  'points.slip.unsettled': 409,
  'points.slip.used': 409,
  'points.slip.late': 409,
  'points.slip.inTime': 409,
  'points.slip.replaced': 409,
  'points.slip.nothing': 409,
  'points.paper.future': 422,
  'points.paper.nothing': 422,
  'points.ownCard': 403,
  'points.late.limit': 409,
  'points.reason.required': 422,
  'points.short': 409,
  'points.undo.done': 409,
  'points.undo.needsManager': 409,
  'points.signature.none': 422,
  'points.signature.state': 422,
  'points.expiry.reversed': 409,
};

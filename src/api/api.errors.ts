import type { ErrorTable } from '../platform/http/error-table.js';

export const apiErrors: ErrorTable = {
  'api.keyRequired': 400,
  'api.keyReused': 422,
  'api.invalid': 422,
  'api.fullId': 422,
  'api.cursorUnknown': 422,
  'api.settledInFuture': 422,
  'api.slipConflict': 409,
  'api.cardUnknown': 404,
};

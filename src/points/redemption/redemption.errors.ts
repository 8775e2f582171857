import type { ErrorTable } from '../../platform/http/error-table.js';

export const redemptionErrors: ErrorTable = {
  'points.debt': 409,
  'redemption.undo.needsLead': 409,
  'redemption.undone': 409,
  'redemption.notOwed': 409,
  'redemption.stillOwed': 409,
  'redemption.exchange.late': 409,
  'redemption.exchange.pieces': 422,
};

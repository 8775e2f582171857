import type { ErrorTable } from '../platform/http/error-table.js';

export const ledgerErrors: ErrorTable = {
  'ledger.short': 409,
  'ledger.drawerShort': 409,
  'ledger.alreadyReversed': 409,
  'ledger.moreThanOriginal': 409,
  'ledger.unknownTransfer': 404,
};

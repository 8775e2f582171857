import type { ErrorTable } from '../platform/http/error-table.js';

/** Status of each refusal of this room. */
export const deskErrors: ErrorTable = {
  'documents.reason': 422,
};

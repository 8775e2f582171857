import type { ErrorTable } from '../platform/http/error-table.js';

export const statementsErrors: ErrorTable = {
  'statements.period': 422,
  'statements.tooMany': 422,
};

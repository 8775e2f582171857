import type { ErrorTable } from '../platform/http/error-table.js';

export const importsErrors: ErrorTable = {
  'import.word': 422,
  'import.time': 422,
  'import.leap': 422,
  'import.twice': 422,
  'import.noRows': 422,
  'import.noFile': 422,
  'import.date.future': 422,
  'import.points.expired': 422,
  'import.phone.shared': 422,
  'import.slip.unbalanced': 422,
  'import.faulty': 409,
  'import.notWaiting': 409,
  'import.kind': 422,
  'import.opening.none': 409,
  'import.opening.signed': 409,
  'import.opening.mismatch': 422,
  'import.opening.self': 403,
};

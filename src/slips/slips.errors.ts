import type { ErrorTable } from '../platform/http/error-table.js';

export const slipsErrors: ErrorTable = {
  'slips.storedValue.differs': 409,
  'slips.no.required': 422,
  'slips.no.invalid': 422,
  'slips.amount.invalid': 422,
  'slips.tooManyLines': 422,
  'slips.notFound': 404,
  'slips.unsettled': 409,
  'slips.replaced': 409,
  'slips.refund.different': 409,
  'slips.refund.tooMuch': 409,
  'slips.refund.empty': 422,
  'slips.replacement.unsettled': 422,
  'slips.replacement.same': 422,
  'slips.replacement.used': 409,
  'slips.conflict.resolved': 409,
  'slips.reason.required': 422,
};

import type { ErrorTable } from '../platform/http/error-table.js';

export const cardsErrors: ErrorTable = {
  'card.notActive': 409,
  'card.stopped': 409,
  'card.closed': 409,
  'card.expired': 409,
  'card.transition': 409,
  'card.unknown': 422,
  'card.no.required': 422,
  'card.no.paymentCode': 422,
  'card.no.phone': 422,
  'card.no.invalid': 422,
  'card.no.used': 409,
};

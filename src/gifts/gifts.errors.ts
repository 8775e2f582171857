import type { ErrorTable } from '../platform/http/error-table.js';

export const giftsErrors: ErrorTable = {
  'gifts.notYet': 409,
  'gifts.ended': 409,
  'gifts.quantity': 422,
  'gifts.limit.day': 409,
  'gifts.limit.total': 409,
  'gifts.stock.short': 409,
  'gifts.count.moved': 409,
  'gifts.count.differs': 422,
  'gifts.unknown': 404,
  'gifts.code.invalid': 422,
  'gifts.code.used': 409,
  'gifts.dates.order': 422,
  'gifts.dates.past': 422,
  'gifts.limits.order': 422,
  'gifts.offers.none': 422,
};

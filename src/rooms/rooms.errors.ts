import type { ErrorTable } from '../platform/http/error-table.js';

export const roomsErrors: ErrorTable = {
  'rooms.time.invalid': 422,
  'rooms.time.order': 422,
  'rooms.number.invalid': 422,
  'rooms.number.used': 409,
  'rooms.kind': 422,
  'rooms.unknown': 404,
  'rooms.small': 409,
  'rooms.taken': 409,
  'rooms.held': 409,
  'rooms.party': 409,
  'rooms.hold.over': 409,
  'rooms.hold.noRoom': 409,
};

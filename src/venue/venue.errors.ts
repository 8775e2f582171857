import type { ErrorTable } from '../platform/http/error-table.js';

/** Status of each refusal of this room. */
export const venueErrors: ErrorTable = {
  'venue.dayNotOpen': 409,
  'venue.day.stillOpen': 409,
  'venue.day.older': 409,
  'venue.day.future': 422,
  'venue.day.notReady': 409,
  'venue.desk.notFound': 404,
  'venue.terminal.notFound': 404,
  'venue.terminal.here': 409,
  'venue.effectiveFrom.past': 422,
  'policy.range': 422,
  'policy.multiplier': 422,
  'policy.cutoff': 422,
  'policy.evening': 422,
  'policy.cardKinds': 422,
  'policy.ladyTitle': 422,
  'policy.officeHours': 422,
  'policy.holidays': 422,
  'policy.shifts': 422,
  'policy.storedValue': 422,
  'policy.refund': 422,
  'policy.tierOrder': 422,
  'venue.charter.void': 422,
  'policy.tierOverCap': 422,
};

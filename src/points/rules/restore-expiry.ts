import { addDays, type PlainDate } from '../../kernel/business-day.js';

/** An undone redemption gives points back with their own last day, but the guest gets at least `minDays` to use them. */
export function restoredExpiry(originalExpiresOn: PlainDate, today: PlainDate, minDays: number): PlainDate {
  const earliest = addDays(today, minDays);
  return originalExpiresOn > earliest ? originalExpiresOn : earliest;
}

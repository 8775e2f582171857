import { assertRange } from './policy-range.js';

/** How the house keeps birthdays (facts §4.3). */
export interface BirthdayCare {
  /** 29 February in a common year. */
  readonly feb29: 'FEB_28' | 'MAR_1';
  /** A birthday in a leap month, in a lunar year that has that month. */
  readonly leapMonth: 'PLAIN_MONTH' | 'LEAP_MONTH';
  /** At the door a lunar birthday may also be the date as it stands on the document: older papers hold the lunar date. */
  readonly acceptDeclared: boolean;
  /** Calendar days that lie at least between two gifts of one person, whatever was changed in the file meanwhile. */
  readonly giftGapDays: number;
  /** The list of a month is there this many days before the month begins: the gift for the 1st is drawn the day before. */
  readonly rosterLeadDays: number;
  /** Calls a guest gets for one birthday; agreed callbacks are outside (counter-practice H23). */
  readonly mostCalls: number;
  /** Hours before the arrival in which the guest is called a second time (003E-019). */
  readonly trackHours: number;
}

export const DEFAULT_BIRTHDAY_CARE: BirthdayCare = {
  feb29: 'FEB_28',
  leapMonth: 'PLAIN_MONTH',
  acceptDeclared: true,
  giftGapDays: 300,
  rosterLeadDays: 7,
  mostCalls: 3,
  trackHours: 3,
};

/** @throws DomainError policy.range {min, max}; field is the path, as 'birthdays.mostCalls' */
export function assertBirthdayCare(care: BirthdayCare): void {
  assertRange(care.giftGapDays, 0, 340, 'birthdays.giftGapDays');
  assertRange(care.rosterLeadDays, 1, 28, 'birthdays.rosterLeadDays');
  assertRange(care.mostCalls, 1, 10, 'birthdays.mostCalls');
  assertRange(care.trackHours, 1, 12, 'birthdays.trackHours');
}

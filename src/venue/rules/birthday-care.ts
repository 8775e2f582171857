import { DomainError } from '../../kernel/domain-error.js';
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
  /** Hours before the first guest comes by which the supervisor has read the list of the day (003E-016). */
  readonly sheetHours: number;
  /** 'HH:MM' from which birthday guests come when none has said when. */
  readonly eveningFrom: string;
  /** Pieces the manager's standby stock may hold: it stays small (H16). */
  readonly standbyMost: number;
  /** Days of the month on which manager and Finance close a period; the second is the last day where a month has fewer (003E-031). */
  readonly closeDays: CloseDays;
}

export interface CloseDays {
  readonly first: number;
  readonly second: number;
}

export const DEFAULT_BIRTHDAY_CARE: BirthdayCare = {
  feb29: 'FEB_28',
  leapMonth: 'PLAIN_MONTH',
  acceptDeclared: true,
  giftGapDays: 300,
  rosterLeadDays: 7,
  mostCalls: 3,
  trackHours: 3,
  sheetHours: 2,
  eveningFrom: '19:00',
  standbyMost: 10,
  closeDays: { first: 15, second: 30 },
};

/** @throws DomainError policy.range {min, max} | policy.evening; field is the path, as 'birthdays.mostCalls' */
export function assertBirthdayCare(care: BirthdayCare): void {
  assertRange(care.giftGapDays, 0, 340, 'birthdays.giftGapDays');
  assertRange(care.rosterLeadDays, 1, 28, 'birthdays.rosterLeadDays');
  assertRange(care.mostCalls, 1, 10, 'birthdays.mostCalls');
  assertRange(care.trackHours, 1, 12, 'birthdays.trackHours');
  assertRange(care.sheetHours, 1, 12, 'birthdays.sheetHours');
  assertRange(care.standbyMost, 0, 100, 'birthdays.standbyMost');
  assertRange(care.closeDays.first, 5, 20, 'birthdays.closeDays.first');
  assertRange(care.closeDays.second, 21, 31, 'birthdays.closeDays.second');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(care.eveningFrom)) {
    throw new DomainError('policy.evening', {}, 'birthdays.eveningFrom');
  }
}

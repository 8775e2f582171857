import { parsePlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { momentOf } from '../../rooms/rules/hold-window.js';

/** When to call again, as it was typed: a business day, '' for today's, and HH:MM. */
export interface NextCallInput {
  readonly nextDate: string;
  readonly nextTime: string;
}

export interface NextCallRule {
  readonly today: PlainDate;
  /** The birthday: a call after it is of no use. */
  readonly onDate: PlainDate;
  /** Milliseconds. */
  readonly now: number;
  readonly cutoff: string;
}

/**
 * The moment of the next call, milliseconds; null when neither was typed, then the house chooses.
 * @throws DomainError rooms.time.invalid | date.invalid | birthdays.call.next {date} for a time that is over or after the birthday
 */
export function nextCall({ nextDate, nextTime }: NextCallInput, rule: NextCallRule): number | null {
  if (nextDate.trim() === '' && nextTime.trim() === '') return null;
  const date = nextDate.trim() === '' ? rule.today : parsePlainDate(nextDate, 'nextDate');
  const at = momentOf(date, nextTime, rule.cutoff, 'nextTime');
  if (date > rule.onDate) throw new DomainError('birthdays.call.next', { date: rule.onDate }, 'nextDate');
  if (at <= rule.now) throw new DomainError('birthdays.call.next', { date: rule.onDate }, 'nextTime');
  return at;
}

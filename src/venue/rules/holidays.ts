import { addDays, daysBetween, parsePlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';
import { MOST_HOLIDAYS } from './lost-property-policy.js';

const FIELD = 'lostProperty.officeHolidays';

/**
 * Days off as somebody types them from the State Council's notice: `2026-10-01~2026-10-07, 2027-01-01`; 至 and new lines too. In order, each once.
 * @throws DomainError date.invalid | policy.holidays {max}
 */
export function readHolidays(typed: string, field = FIELD): PlainDate[] {
  const parts = toHalfWidth(typed)
    .replace(/\s*[~至到]\s*/g, '~')
    .split(/[\s,、;]+/)
    .filter((part) => part !== '');
  const dates = new Set<PlainDate>();
  for (const part of parts) {
    const [first = '', last = first, ...more] = part.split('~');
    const [from, to] = [parsePlainDate(first, field), parsePlainDate(last, field)];
    const days = daysBetween(from, to);
    if (more.length > 0 || days < 0 || days >= MOST_HOLIDAYS || dates.size > MOST_HOLIDAYS) {
      throw new DomainError('policy.holidays', { max: MOST_HOLIDAYS }, field);
    }
    for (let day = 0; day <= days; day += 1) dates.add(addDays(from, day));
  }
  return [...dates].toSorted();
}

/** The same list for the form, neighbours drawn together. */
export function holidaysText(dates: readonly PlainDate[]): string {
  const spans: { from: PlainDate; to: PlainDate }[] = [];
  for (const date of dates) {
    const last = spans.at(-1);
    if (last && addDays(last.to, 1) === date) last.to = date;
    else spans.push({ from: date, to: date });
  }
  return spans.map(({ from, to }) => (from === to ? from : `${from}~${to}`)).join(', ');
}

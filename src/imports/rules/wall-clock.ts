import { parsePlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

/** China has had one zone without summer time since 1992: 08:00 ahead of the world's clock. */
const SHANGHAI = '+08:00';

/**
 * A time as tills write it: 2026-11-20 21:35, 2026/11/20 21:35:08, 2026年11月20日 9:05. Milliseconds.
 * @throws DomainError import.time | date.invalid
 */
export function readWallClock(text: string): number {
  const typed = toHalfWidth(text).trim().replace('T', ' ');
  const match = /^(.+?)\s+(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(typed);
  if (!match || Number(match[2]) > 23) throw new DomainError('import.time');
  const date: PlainDate = parsePlainDate(match[1] ?? '');
  return Date.parse(`${date}T${(match[2] ?? '').padStart(2, '0')}:${match[3]}:${match[4] ?? '00'}${SHANGHAI}`);
}

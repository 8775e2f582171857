import { addMonthsEnd, type PlainDate } from '../../kernel/business-day.js';

/**
 * The venue's gate (娱乐场所管理条例 23, 未成年人保护法 58): no entry and no card under 18, no exception. The day of birth
 * is not counted (民法典 201), so a guest is let in from the day after the birthday; born on 29 February, the birthday of a common
 * year is the 28th (202).
 */
export function isAdult(birthDate: PlainDate, businessDate: PlainDate, adultAge = 18): boolean {
  return businessDate > addMonthsEnd(birthDate, adultAge * 12);
}

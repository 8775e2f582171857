import { addDays, type PlainDate } from '../../kernel/business-day.js';
import { defineTransitions } from '../../kernel/transitions.js';
import type { FinanceHours } from '../../venue/rules/shift-policy.js';
import { type WorkDays, worksOn } from '../../venue/rules/work-days.js';

export type BagState = 'IN_HAND' | 'SEALED' | 'TAKEN_BACK' | 'RECEIVED' | 'DEPOSITED';
export type BagAction = 'seal' | 'takeBack' | 'receive' | 'recount' | 'deposit' | 'undoDeposit';

/**
 * 缴款袋: from the clerk's hand to Finance, at night by way of the safe (counter-practice H3), and on to the bank. What was
 * dropped goes back into a drawer only until Finance has counted it; from then on Finance alone puts it right.
 */
export const bagLife = defineTransitions<BagState, BagAction>({
  name: 'bag',
  initial: 'IN_HAND',
  final: ['TAKEN_BACK', 'DEPOSITED'],
  rows: [
    ['IN_HAND', 'seal', 'SEALED'],
    ['IN_HAND', 'receive', 'RECEIVED'],
    ['SEALED', 'receive', 'RECEIVED'],
    ['SEALED', 'takeBack', 'TAKEN_BACK'],
    ['RECEIVED', 'recount', 'RECEIVED'],
    ['DEPOSITED', 'recount', 'RECEIVED'],
    ['RECEIVED', 'deposit', 'DEPOSITED'],
    ['DEPOSITED', 'undoDeposit', 'RECEIVED'],
  ],
});

/** Whether Finance is in the house at a calendar date and wall time; the last minute is no longer counted. */
export function financeOnDuty(hours: FinanceHours, date: PlainDate, time: string): boolean {
  const { from, to } = hours;
  return worksOn(hours, date) && time >= from && time < to;
}

/** The day by whose noon Finance must have confirmed a bag: the next day on which Finance works. */
export function bagDueDate(hours: WorkDays, sealedOn: PlainDate): PlainDate {
  let due = addDays(sealedOn, 1);
  const most = 7 * (hours.holidays.length + 1);
  for (let tries = 0; tries < most && !worksOn(hours, due); tries += 1) due = addDays(due, 1);
  return due;
}

/** Whether a bag is past its due date's noon (`dueTime`), at a calendar date and wall time. */
export function bagOverdue(dueDate: PlainDate, dueTime: string, date: PlainDate, time: string): boolean {
  return date > dueDate || (date === dueDate && time >= dueTime);
}

import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import type { BirthdayCare } from './rules/birthday-care.js';

type Values = Readonly<Record<string, string>>;

const COUNTS = [
  { name: 'giftGapDays', unit: 'days' },
  { name: 'rosterLeadDays', unit: 'days' },
  { name: 'mostCalls', unit: 'times' },
  { name: 'trackHours', unit: 'hours' },
  { name: 'sheetHours', unit: 'hours' },
  { name: 'standbyMost', unit: 'pieces' },
] as const satisfies readonly { readonly name: keyof BirthdayCare; readonly unit: string }[];
const CLOSES = ['first', 'second'] as const;

/** Birthdays as fields of the policy form. */
export function birthdayPolicyValues(care: BirthdayCare): Record<string, string> {
  return {
    'birthdays.feb29': care.feb29,
    'birthdays.leapMonth': care.leapMonth,
    'birthdays.acceptDeclared': care.acceptDeclared ? '1' : '',
    'birthdays.eveningFrom': care.eveningFrom,
    ...Object.fromEntries(COUNTS.map(({ name }) => [`birthdays.${name}`, String(care[name])])),
    ...Object.fromEntries(CLOSES.map((name) => [`birthdays.closeDays.${name}`, String(care.closeDays[name])])),
  };
}

/** Birthdays as they were typed; ranges are the rule's own. Throws `count.*` on the field. */
export function birthdayPolicyOf(values: Values): BirthdayCare {
  const text = (name: string) => toHalfWidth(values[`birthdays.${name}`] ?? '').trim();
  const count = (name: string) => {
    const field = `birthdays.${name}`;
    return parseCount(values[field] ?? '', { min: 0, max: 1_000_000, field });
  };
  return {
    feb29: text('feb29') === 'MAR_1' ? 'MAR_1' : 'FEB_28',
    leapMonth: text('leapMonth') === 'LEAP_MONTH' ? 'LEAP_MONTH' : 'PLAIN_MONTH',
    acceptDeclared: text('acceptDeclared') === '1',
    eveningFrom: text('eveningFrom'),
    giftGapDays: count('giftGapDays'),
    rosterLeadDays: count('rosterLeadDays'),
    mostCalls: count('mostCalls'),
    trackHours: count('trackHours'),
    sheetHours: count('sheetHours'),
    standbyMost: count('standbyMost'),
    closeDays: { first: count('closeDays.first'), second: count('closeDays.second') },
  };
}

/** What the template lists: figures with their units, and the two ways of each odd date. */
export const BIRTHDAY_POLICY_FIELDS = {
  counts: [...COUNTS, ...CLOSES.map((which) => ({ name: `closeDays.${which}`, unit: 'nth' }))].map(
    ({ name, unit }) => ({ name, unit, field: `birthdays.${name}` }),
  ),
  choices: {
    feb29: ['FEB_28', 'MAR_1'],
    leapMonth: ['PLAIN_MONTH', 'LEAP_MONTH'],
  },
} as const;

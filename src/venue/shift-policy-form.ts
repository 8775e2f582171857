import { parseYuan, typedYuan } from '../kernel/money.js';
import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import type { LostPropertyPolicy } from './rules/lost-property-policy.js';
import { readTemplates, type ShiftPolicy, templatesText } from './rules/shift-policy.js';

type Values = Readonly<Record<string, string>>;

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Shifts, drawers and Finance's hours as fields of the policy form: one tick for each weekday on which Finance works. */
export function shiftPolicyValues(policy: ShiftPolicy): Record<string, string> {
  const { finance } = policy;
  return {
    'shifts.templates': templatesText(policy.templates),
    'shifts.overdueAt': policy.overdueAt,
    'shifts.prepareMinutes': String(policy.prepareMinutes),
    'shifts.toleranceFen': typedYuan(policy.toleranceFen),
    'shifts.roundDownMaxFen': typedYuan(policy.roundDownMaxFen),
    'shifts.bagDueTime': policy.bagDueTime,
    'shifts.finance.from': finance.from,
    'shifts.finance.to': finance.to,
    ...Object.fromEntries(WEEK.map((day) => [workField(day), finance.weekdays.includes(day) ? '1' : ''])),
  };
}

/** The same as it was typed; ranges and hours are the rule's own. Throws `count.*`, `money.*`, `date.invalid`, `policy.shifts` on the field. */
export function shiftPolicyOf(
  values: Values,
  { officeHolidays: holidays, officeWorkdays: workdays }: LostPropertyPolicy,
): ShiftPolicy {
  const text = (field: string) => toHalfWidth(values[field] ?? '').trim();
  const amount = (field: string) => parseYuan(values[field] ?? '', { field });
  return {
    templates: readTemplates(values['shifts.templates'] ?? ''),
    overdueAt: text('shifts.overdueAt'),
    prepareMinutes: parseCount(values['shifts.prepareMinutes'] ?? '', {
      min: 0,
      max: 1_000_000,
      field: 'shifts.prepareMinutes',
    }),
    toleranceFen: amount('shifts.toleranceFen'),
    roundDownMaxFen: amount('shifts.roundDownMaxFen'),
    bagDueTime: text('shifts.bagDueTime'),
    finance: {
      weekdays: WEEK.filter((day) => values[workField(day)] === '1'),
      from: text('shifts.finance.from'),
      to: text('shifts.finance.to'),
      holidays,
      workdays,
    },
  };
}

/** What the template lists: weekdays with the names of their fields. */
export const SHIFT_POLICY_FIELDS = { works: WEEK.map((day) => ({ day, field: workField(day) })) };

function workField(day: number): string {
  return `shifts.finance.weekdays.${day}`;
}

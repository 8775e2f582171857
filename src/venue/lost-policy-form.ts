import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { holidaysText, readHolidays } from './rules/holidays.js';
import {
  type KeepDays,
  LOST_CATEGORIES,
  type LostCategory,
  type LostPropertyPolicy,
} from './rules/lost-property-policy.js';

type Values = Readonly<Record<string, string>>;

const KEPT = ['claims', 'photos', 'enquiries'] as const satisfies readonly (keyof KeepDays)[];
const WORKDAYS = 'lostProperty.officeWorkdays';
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Lost property as fields of the policy form: one tick for each weekday on which General Affairs is closed. */
export function lostPolicyValues(policy: LostPropertyPolicy): Record<string, string> {
  return {
    'lostProperty.custodyDays': String(policy.custodyDays),
    'lostProperty.countFrom': policy.countFrom,
    'lostProperty.safeMinutes': String(policy.safeMinutes),
    'lostProperty.officeOpens': policy.officeOpens,
    'lostProperty.officeCloses': policy.officeCloses,
    'lostProperty.officeHolidays': holidaysText(policy.officeHolidays),
    [WORKDAYS]: holidaysText(policy.officeWorkdays),
    ...Object.fromEntries(KEPT.map((kept) => [keepField(kept), String(policy.keepDays[kept])])),
    ...Object.fromEntries(WEEK.map((day) => [closedField(day), policy.officeClosedOn.includes(day) ? '1' : ''])),
    ...Object.fromEntries(LOST_CATEGORIES.map((category) => [holdField(category), String(policy.holdDays[category])])),
  };
}

/** Lost property as it was typed; ranges and hours are the rule's own. Throws `count.*`, `date.invalid`, `policy.holidays` on the field. */
export function lostPolicyOf(values: Values): LostPropertyPolicy {
  const text = (field: string) => toHalfWidth(values[field] ?? '').trim();
  const count = (field: string) => parseCount(values[field] ?? '', { min: 0, max: 1_000_000, field });
  const holds = LOST_CATEGORIES.map((category): [LostCategory, number] => [category, count(holdField(category))]);
  return {
    custodyDays: count('lostProperty.custodyDays'),
    countFrom: text('lostProperty.countFrom') === 'FOUND' ? 'FOUND' : 'CUSTODY',
    safeMinutes: count('lostProperty.safeMinutes'),
    officeOpens: text('lostProperty.officeOpens'),
    officeCloses: text('lostProperty.officeCloses'),
    officeClosedOn: WEEK.filter((day) => values[closedField(day)] === '1'),
    officeHolidays: readHolidays(values['lostProperty.officeHolidays'] ?? ''),
    officeWorkdays: readHolidays(values[WORKDAYS] ?? '', WORKDAYS),
    keepDays: {
      claims: count(keepField('claims')),
      photos: count(keepField('photos')),
      enquiries: count(keepField('enquiries')),
    },
    holdDays: Object.fromEntries(holds) as Record<LostCategory, number>,
  };
}

/** What the template lists: categories and weekdays with the names of their fields. */
export const LOST_POLICY_FIELDS = {
  keeps: KEPT.map((kept) => ({ kept, field: keepField(kept) })),
  holds: LOST_CATEGORIES.map((category) => ({ category, field: holdField(category) })),
  closed: WEEK.map((day) => ({ day, field: closedField(day) })),
};

function keepField(kept: keyof KeepDays): string {
  return `lostProperty.keepDays.${kept}`;
}

function holdField(category: LostCategory): string {
  return `lostProperty.holdDays.${category}`;
}

function closedField(day: number): string {
  return `lostProperty.officeClosedOn.${day}`;
}

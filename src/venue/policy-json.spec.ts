import { policyFromJson } from './policy-json.js';
import { DEFAULT_POLICY } from './rules/policy-schema.js';

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The policy as an installed store kept it before `path` (dots between names) was thought of. */
function storedBefore(path: string): string {
  const whole: Tree = structuredClone({ ...DEFAULT_POLICY });
  const names = path.split('.');
  const last = names.pop()!;
  let branch = whole;
  for (const name of names) {
    const next = branch[name];
    if (!isTree(next)) throw new Error(`the policy has no ${path}`);
    branch = next;
  }
  if (!(last in branch)) throw new Error(`the policy has no ${path}`);
  delete branch[last];
  return JSON.stringify(whole);
}

describe('a version of the policy that was stored', () => {
  it('reads as it was written', () => {
    expect(policyFromJson(JSON.stringify(DEFAULT_POLICY))).toEqual(DEFAULT_POLICY);
  });

  it.each([
    'points',
    'enrolment',
    'lostProperty',
    'lostProperty.holdDays.MEDICINE',
    'lostProperty.officeHolidays',
    'lostProperty.officeWorkdays',
    'lostProperty.keepDays',
    'shifts',
    'shifts.finance.holidays',
    'shifts.finance.workdays',
    'invoices',
    'birthdays',
    'birthdays.sheetHours',
    'birthdays.eveningFrom',
    'birthdays.standbyMost',
    'birthdays.closeDays',
    'refund',
    'cards',
    'storedValue',
  ])('before there was %s reads with its default', (path) => {
    expect(policyFromJson(storedBefore(path))).toEqual(DEFAULT_POLICY);
  });

  it('gives Finance the holidays and swapped days of the house, with days it once kept for itself', () => {
    const { lostProperty, shifts } = DEFAULT_POLICY;
    const office = { officeHolidays: ['2026-10-01'], officeWorkdays: ['2026-10-10'] };
    const kept = { ...DEFAULT_POLICY, lostProperty: { ...lostProperty, ...office } };
    const own = { ...shifts, finance: { ...shifts.finance, holidays: ['2026-09-30'] } };
    const read = policyFromJson(JSON.stringify({ ...kept, shifts: own }));
    expect(read.shifts.finance).toMatchObject({ holidays: ['2026-09-30', '2026-10-01'], workdays: ['2026-10-10'] });
    expect(read.lostProperty.officeHolidays).toEqual(read.shifts.finance.holidays);
  });

  it.each(['points.unitFen', 'cardKinds', 'venue.dayCutoff', 'refund.cashLimitFen'])(
    'is refused when %s, which always was there, is gone',
    (path) => {
      expect(() => policyFromJson(storedBefore(path))).toThrow(path.split('.').at(-1));
    },
  );

  it('is refused when a number is none', () => {
    const wrong = JSON.stringify(DEFAULT_POLICY).replace('"unitFen":1000', '"unitFen":"1000"');
    expect(wrong).not.toBe(JSON.stringify(DEFAULT_POLICY));
    expect(() => policyFromJson(wrong)).toThrow('unitFen');
  });
});

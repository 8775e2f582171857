import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';
import type { WorkDays } from './work-days.js';

/** A kind of shift with its hours on the wall; an end before its beginning is next morning's. Overlapping is meant. */
export interface ShiftTemplate {
  /** `A`, `B`. */
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

/** When Finance is at work, wall times 'HH:MM'; holidays and swapped days are those of the house (`withOneCalendar`). */
export interface FinanceHours extends WorkDays {
  readonly from: string;
  readonly to: string;
}

export interface ShiftPolicy {
  readonly templates: readonly ShiftTemplate[];
  /** Next morning's wall time from which a shift that is still open is red. */
  readonly overdueAt: string;
  /** Minutes before the end at which the preparation list is shown (003E-072). */
  readonly prepareMinutes: number;
  /** A difference up to this needs a reason; above it the supervisor comes. */
  readonly toleranceFen: number;
  /** Most that may be rounded down in a guest's favour (抹零). */
  readonly roundDownMaxFen: number;
  readonly finance: FinanceHours;
  /** Wall time of the next working day by which Finance confirms a sealed bag. */
  readonly bagDueTime: string;
}

export const DEFAULT_SHIFT_POLICY: ShiftPolicy = {
  templates: [
    { code: 'A', from: '12:00', to: '19:00' },
    { code: 'B', from: '18:30', to: '02:00' },
  ],
  overdueAt: '08:00',
  prepareMinutes: 30,
  toleranceFen: 1000,
  roundDownMaxFen: 99,
  finance: { weekdays: [1, 2, 3, 4, 5, 6], from: '09:00', to: '18:00', holidays: [], workdays: [] },
  bagDueTime: '12:00',
};

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const TEMPLATE = /^([A-Z]{1,4})\s*(\d\d:\d\d)\s*[-~至到]\s*(\d\d:\d\d)$/;

/**
 * Shifts as somebody types them: `A 12:00-19:00, B 18:30-02:00`; ~ and 至 too, one a line or divided by commas.
 * @throws DomainError policy.shifts on `shifts.templates`
 */
export function readTemplates(typed: string): ShiftTemplate[] {
  const parts = toHalfWidth(typed)
    .toUpperCase()
    .split(/[,、;\n]+/);
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, code = '', from = '', to = ''] = TEMPLATE.exec(part) ?? [];
      expectThat(code !== '', 'templates');
      return { code, from, to };
    });
}

/** The same list for the form. */
export function templatesText(templates: readonly ShiftTemplate[]): string {
  return templates.map(({ code, from, to }) => `${code} ${from}-${to}`).join(', ');
}

/** @throws DomainError policy.shifts; field is the path, as 'shifts.overdueAt' */
export function assertShiftPolicy(shifts: ShiftPolicy): void {
  const { templates, finance } = shifts;
  const codes = templates.map(({ code }) => code);
  const named =
    codes.length > 0 && codes.every((code) => /^[A-Z]{1,4}$/.test(code)) && new Set(codes).size === codes.length;
  expectThat(named, 'templates');
  for (const { from, to } of templates)
    expectThat(WALL_TIME.test(from) && WALL_TIME.test(to) && from !== to, 'templates');
  expectThat(WALL_TIME.test(shifts.overdueAt), 'overdueAt');
  expectThat(WALL_TIME.test(shifts.bagDueTime), 'bagDueTime');
  expectThat(
    finance.weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7),
    'finance.from',
  );
  expectThat(WALL_TIME.test(finance.from) && WALL_TIME.test(finance.to) && finance.from < finance.to, 'finance.from');
  expectThat(within(shifts.prepareMinutes, 240), 'prepareMinutes');
  expectThat(within(shifts.toleranceFen, 100_000), 'toleranceFen');
  expectThat(within(shifts.roundDownMaxFen, 1_000), 'roundDownMaxFen');
}

function within(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= max;
}

function expectThat(holds: boolean, field: string): void {
  if (!holds) throw new DomainError('policy.shifts', {}, `shifts.${field}`);
}

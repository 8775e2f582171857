import { DomainError } from '../../kernel/domain-error.js';
import type { PlainDate } from '../../kernel/business-day.js';

/** 核证 → 确认消费和包厢 → 带房 → 开机 → 字幕走道音乐 → 当区互动 → 送礼 → 签收 (003E-020…028). */
export const EVENING_STEPS = ['PAPERS', 'VISIT', 'USHER', 'MACHINE', 'AV', 'AREA', 'GIFT', 'SIGNED'] as const;
export type EveningStep = (typeof EVENING_STEPS)[number];

/** What must be done before. Music and the area's staff do not wait for each other, nor the gift for them. */
const BEFORE: Readonly<Record<EveningStep, EveningStep | null>> = {
  PAPERS: null,
  VISIT: 'PAPERS',
  USHER: 'VISIT',
  MACHINE: 'USHER',
  AV: 'MACHINE',
  AREA: 'MACHINE',
  GIFT: 'MACHINE',
  SIGNED: 'GIFT',
};

/** How a step is kept: the gift and its signature once for each time the gift was given, GIFT and then GIFT.2. */
export function stepMark(step: EveningStep, giftRound: number | null): string {
  return giftRound !== null && (step === 'GIFT' || step === 'SIGNED') ? `${step}.${giftRound}` : step;
}

/** Steps that can be done now. */
export function openSteps(done: readonly string[]): EveningStep[] {
  return EVENING_STEPS.filter((step) => {
    const before = BEFORE[step];
    return !done.includes(step) && (before === null || done.includes(before));
  });
}

/** @throws DomainError birthdays.step.done | birthdays.step.order */
export function assertOpen(step: EveningStep, done: readonly string[]): void {
  if (done.includes(step)) throw new DomainError('birthdays.step.done');
  if (!openSteps(done).includes(step)) throw new DomainError('birthdays.step.order');
}

/**
 * Good on the calendar date or on the business date: at 23:30 the night before it is too early, at 00:30 the night after it still counts (facts §4.3).
 * @throws DomainError birthdays.notToday {date}
 */
export function assertItsDay(onDate: PlainDate, calendar: PlainDate, business: PlainDate): void {
  if (onDate !== calendar && onDate !== business) throw new DomainError('birthdays.notToday', { date: onDate });
}

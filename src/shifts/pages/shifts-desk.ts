import { Injectable } from '@nestjs/common';
import type { DeskContribution, DeskLine, DeskSection } from '../../desk/desk-contributions.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { oldestOverdueBag } from '../bag-rows.js';
import { momentOf, overdueFrom } from '../rules/shift-times.js';
import { missingCount } from '../shift-copies.js';
import { shiftOfClerk, type ShiftRow, unclosedShifts } from '../shift-rows.js';
import { Preparation } from './preparation.js';
import { ShiftPresenter } from './shift.presenter.js';

/** Tonight's shifts on the desk page: the own drawer first, then what waits for somebody, red when the night is over. */
@Injectable()
export class ShiftsDesk implements DeskContribution {
  readonly order = 5;
  readonly permission = 'shifts.view';

  constructor(
    private readonly policies: PolicyService,
    private readonly prepare: Preparation,
    private readonly present: ShiftPresenter,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  async load(desk: DeskContext): Promise<DeskSection> {
    const { person, store } = desk;
    const now = this.clock.now();
    const { date, time } = momentOf(now);
    const { shifts } = await this.policies.current(this.reader, store.id, desk.businessDate ?? date);
    const open = await unclosedShifts(this.reader, store.id);
    const own = await shiftOfClerk(this.reader, person.id);
    const bag = await oldestOverdueBag(this.reader, person.id, { date, time }, shifts.bagDueTime);
    const missing = await missingCount(this.reader, store.id);
    const lines = open.map((shift) => this.line(desk, shift, now >= overdueFrom(shift.businessDate, shifts.overdueAt)));
    return {
      titleKey: 'shifts.title',
      count: open.length,
      lines: [
        ...(own || !desk.terminal ? [] : [this.alert(desk, 'closed', 'open', 'warn', '/shifts')]),
        ...(own ? await this.prepareLines(desk, own) : []),
        ...(bag
          ? [this.alert(desk, 'oldBag', 'late', 'bad', `/shifts/${bag.shiftId}`, { date: bag.businessDate })]
          : []),
        ...(missing > 0 ? [this.alert(desk, 'copies', 'look', 'warn', '/shifts/copies', { count: missing })] : []),
        ...lines,
      ],
    };
  }

  /** T−30 min on the desk itself: what is still open, then what a hand must count (003E-072). */
  private async prepareLines(desk: DeskContext, own: ShiftRow): Promise<DeskLine[]> {
    const { due, until } = await this.prepare.standing(own);
    if (own.state !== 'OPEN' || !due) return [];
    const { obstacles, toCount } = await this.prepare.list(desk.locale, own);
    return [
      this.alert(desk, 'prepare', 'byThen', 'warn', '/shifts', { until }),
      ...[...obstacles, ...toCount].map(({ text, href }) => ({ text, href })),
    ];
  }

  private alert(
    { locale }: DeskContext,
    text: string,
    badge: string,
    tone: 'warn' | 'bad',
    href: string,
    params: Readonly<Record<string, string | number>> = {},
  ): DeskLine {
    const say = (key: string): string => this.present.say(locale, `desk.${key}`, params);
    return { href, text: say(text), badge: { text: say(badge), tone } };
  }

  private line({ locale }: DeskContext, shift: ShiftRow, overdue: boolean): DeskLine {
    const [, state] = this.present.badges(locale, shift);
    const badge = overdue ? { text: this.present.say(locale, 'desk.overdue'), tone: 'bad' as const } : state;
    const href = shift.state === 'OPEN' ? `/shifts/${shift.id}` : `/handover/${shift.id}`;
    return { text: `${this.present.name(locale, shift)} · ${shift.deskName}`, href, ...(badge ? { badge } : {}) };
  }
}

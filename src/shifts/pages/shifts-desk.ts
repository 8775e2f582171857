import { Injectable } from '@nestjs/common';
import type { DeskContribution, DeskLine, DeskSection } from '../../desk/desk-contributions.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { oldestOverdueBag } from '../bag-rows.js';
import { momentOf, overdueFrom } from '../rules/shift-times.js';
import { shiftOfClerk, type ShiftRow, unclosedShifts } from '../shift-rows.js';
import { ShiftPresenter } from './shift.presenter.js';

/** Tonight's shifts on the desk page: the own drawer first, then what waits for somebody, red when the night is over. */
@Injectable()
export class ShiftsDesk implements DeskContribution {
  readonly order = 5;
  readonly permission = 'shifts.view';

  constructor(
    private readonly policies: PolicyService,
    private readonly present: ShiftPresenter,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  async load(desk: DeskContext): Promise<DeskSection> {
    const { locale, person, store } = desk;
    const now = this.clock.now();
    const { date, time } = momentOf(now);
    const { shifts } = await this.policies.current(this.reader, store.id, desk.businessDate ?? date);
    const open = await unclosedShifts(this.reader, store.id);
    const own = await shiftOfClerk(this.reader, person.id);
    const bag = await oldestOverdueBag(this.reader, person.id, { date, time }, shifts.bagDueTime);
    const lines = open.map((shift) => this.line(desk, shift, now >= overdueFrom(shift.businessDate, shifts.overdueAt)));
    const first: DeskLine[] =
      own || !desk.terminal
        ? []
        : [
            {
              text: this.present.say(locale, 'desk.closed'),
              href: '/shifts',
              badge: { text: this.present.say(locale, 'desk.open'), tone: 'warn' },
            },
          ];
    const old: DeskLine[] = bag
      ? [
          {
            text: this.present.say(locale, 'desk.oldBag', { date: bag.businessDate }),
            href: `/shifts/${bag.shiftId}`,
            badge: { text: this.present.say(locale, 'bag.late'), tone: 'bad' },
          },
        ]
      : [];
    return { titleKey: 'shifts.title', count: open.length, lines: [...first, ...old, ...lines] };
  }

  private line({ locale }: DeskContext, shift: ShiftRow, overdue: boolean): DeskLine {
    const [, state] = this.present.badges(locale, shift);
    const badge = overdue ? { text: this.present.say(locale, 'desk.overdue'), tone: 'bad' as const } : state;
    const href = shift.state === 'OPEN' ? `/shifts/${shift.id}` : `/handover/${shift.id}`;
    return { text: `${this.present.name(locale, shift)} · ${shift.deskName}`, href, ...(badge ? { badge } : {}) };
  }
}

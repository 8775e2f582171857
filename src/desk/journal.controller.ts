import { Controller, Get, Query } from '@nestjs/common';
import { calendarDate, isPlainDate, proposedBusinessDate } from '../kernel/business-day.js';
import { stripInvisible } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import { type Answer, page } from '../platform/http/page-result.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { JournalPresenter } from './journal.presenter.js';
import { type JournalFilter, JournalQueries } from './journal.queries.js';

/** 操作记录 for those who lead: who did what on a day, what was refused, who signed. */
@Controller('journal')
export class JournalController {
  constructor(
    private readonly queries: JournalQueries,
    private readonly presenter: JournalPresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('journal.view')
  async list(@Desk() desk: DeskContext, @Query() query: Record<string, unknown>): Promise<Answer> {
    const filter = this.filterOf(desk, query);
    const rows = await this.queries.list(desk, filter);
    return page('desk/journal', this.presenter.page(rows, filter, desk.locale), { titleKey: 'desk.journal.title' });
  }

  /** What cannot be read in the address is as if it were not there. */
  private filterOf(desk: DeskContext, query: Record<string, unknown>): JournalFilter {
    const day = textOf(query['day']);
    const before = textOf(query['before']);
    const now = this.clock.now();
    const today = desk.businessDate ?? proposedBusinessDate(now);
    return {
      day: isPlainDate(day) && day <= calendarDate(now) ? day : today,
      who: textOf(query['who']).slice(0, 12),
      kind: textOf(query['kind']).slice(0, 64),
      before: /^\d{1,15}$/.test(before) ? Number(before) : null,
    };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? stripInvisible(value).trim() : '';
}

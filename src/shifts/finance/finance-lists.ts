import { Injectable } from '@nestjs/common';
import { addMonthsEnd, calendarDate, isPlainDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { FinancePresenter } from './finance.presenter.js';

/** A list of a month and its address. */
export interface Turning {
  readonly path: string;
  readonly month: string;
}

/** The page on which Finance's lists stand, a month at a time. */
@Injectable()
export class FinanceLists {
  constructor(
    private readonly finance: FinancePresenter,
    private readonly clock: Clock,
  ) {}

  page(desk: DeskContext, tab: string, tables: readonly object[], turning?: Turning): PageAnswer {
    const turn = (by: number): string | undefined =>
      turning && `${turning.path}?month=${monthAfter(turning.month, by)}`;
    const isLast = turning === undefined || turning.month >= this.month('');
    const model = {
      tables,
      tabs: this.finance.tabs(desk.locale, tab),
      month: turning?.month,
      previous: turn(-1),
      next: isLast ? undefined : turn(1),
    };
    return page('shifts/finance/tables', model, { titleKey: 'shifts.finance.title' });
  }

  /** One page of what was read of a month, and the ways to its neighbours. */
  leaf<T>({ path, month }: Turning, skip: number, read: readonly T[]) {
    return leafOf(read, skip, (from) => `${path}?month=${month}&skip=${from}`);
  }

  /** A month (`YYYY-MM`) as it stands in an address; else this one. */
  month(typed: string): string {
    return isPlainDate(`${typed}-01`) ? typed : calendarDate(this.clock.now()).slice(0, 7);
  }
}

/** The month (`YYYY-MM`) so many months later. */
export function monthAfter(month: string, months: number): string {
  return addMonthsEnd(`${month}-01`, months).slice(0, 7);
}

import { Injectable } from '@nestjs/common';
import type { DeskContribution, DeskSection } from '../../desk/desk-contributions.js';
import { addDays, calendarDate, type PlainDate } from '../../kernel/business-day.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { ExceptionsQueries } from '../exceptions.queries.js';

/** Days on the desk, where every page asks; and those which the page shows at a time, older ones by their date. */
export const DESK_DAYS = 3;
export const PAGE_DAYS = 31;
const SHOWN = 5;

export interface ExceptionLine {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly date: string;
  readonly href: string;
  /** Undefined while nobody has looked into it. */
  readonly finding: string | undefined;
}

/** What should be looked into, on its page and among what waits on the desk. */
@Injectable()
export class ExceptionsDesk implements DeskContribution {
  readonly order = 55;
  readonly permission = 'storedValue.exceptions';

  constructor(
    private readonly queries: ExceptionsQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  async load(desk: DeskContext): Promise<DeskSection> {
    const open = (await this.ofLast(DESK_DAYS, desk)).filter(({ finding }) => finding === undefined);
    const lines = open
      .slice(0, SHOWN)
      .map(({ kind, text }) => ({ text: `${kind} · ${text}`, href: '/value-exceptions' }));
    return { titleKey: 'value.exceptions.desk', count: open.length, lines };
  }

  /**
   * The last days, today first, and before them what still waits for somebody to look; of the days up to an earlier date everything, whoever has
   * looked.
   */
  async lines(desk: DeskContext, until: PlainDate | null): Promise<ExceptionLine[]> {
    if (until !== null) return this.ofLast(PAGE_DAYS, desk, until);
    const recent = addDays(this.today(desk), 1 - DESK_DAYS);
    const lines = await this.ofLast(PAGE_DAYS, desk);
    return lines.filter(({ date, finding }) => date >= recent || finding === undefined);
  }

  today({ businessDate }: DeskContext): string {
    return businessDate ?? calendarDate(this.clock.now());
  }

  private async ofLast(days: number, desk: DeskContext, until = this.today(desk)): Promise<ExceptionLine[]> {
    const { store, locale } = desk;
    const today = this.today(desk);
    const lines: ExceptionLine[] = [];
    for (let back = 0; back < days; back += 1) {
      const date = addDays(until, 0 - back);
      const found = await this.queries.ofDay(this.reader, store.id, date, date < today);
      const keys = found.map(({ key }) => key);
      const reviews = await this.queries.reviews(this.reader, store.id, keys);
      for (const { key, kind, params, cardNo, amountFen, href, businessDate } of found) {
        const figures = { ...params, card: cardNo === null ? '' : maskCardNo(cardNo), amount: money(amountFen) };
        lines.push({
          key,
          href,
          date: businessDate,
          kind: this.i18n.t(locale, `value.exceptions.kind.${kind}`),
          text: this.i18n.t(locale, `value.exceptions.text.${kind}`, figures),
          finding: reviews.get(key),
        });
      }
    }
    return lines;
  }
}

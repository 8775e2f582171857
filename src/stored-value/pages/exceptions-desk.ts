import { Injectable } from '@nestjs/common';
import type { DeskContribution, DeskSection } from '../../desk/desk-contributions.js';
import { addDays, calendarDate } from '../../kernel/business-day.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { ExceptionsQueries } from '../exceptions.queries.js';

const DAYS = 3;
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
    const open = (await this.lines(desk)).filter(({ finding }) => finding === undefined);
    const lines = open
      .slice(0, SHOWN)
      .map(({ kind, text }) => ({ text: `${kind} · ${text}`, href: '/value-exceptions' }));
    return { titleKey: 'value.exceptions.desk', count: open.length, lines };
  }

  /** The last days, today first. */
  async lines({ store, businessDate, locale }: DeskContext): Promise<ExceptionLine[]> {
    const today = businessDate ?? calendarDate(this.clock.now());
    const lines: ExceptionLine[] = [];
    for (let back = 0; back < DAYS; back += 1) {
      const found = await this.queries.ofDay(this.reader, store.id, addDays(today, 0 - back), back > 0);
      const keys = found.map(({ key }) => key);
      const reviews = await this.queries.reviews(this.reader, store.id, keys);
      for (const { key, kind, params, cardNo, amountFen, href, businessDate: date } of found) {
        const figures = { ...params, card: cardNo === null ? '' : maskCardNo(cardNo), amount: money(amountFen) };
        lines.push({
          key,
          href,
          date,
          kind: this.i18n.t(locale, `value.exceptions.kind.${kind}`),
          text: this.i18n.t(locale, `value.exceptions.text.${kind}`, figures),
          finding: reviews.get(key),
        });
      }
    }
    return lines;
  }
}

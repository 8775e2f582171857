import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateLabel, dateTime, money, points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayQueries } from '../birthday.queries.js';
import { GiftCustody } from '../gift-custody.js';
import { type ClosedPeriod, ReconciliationQueries } from '../reconciliation.queries.js';
import { BirthdayWords } from './birthday-words.js';
import { lineField } from './gift-input.js';
import { PeriodTables } from './period-tables.js';

/** Periods on screen and paper: the same rows, item by item and guest by guest, with a ring that closes. */
@Injectable()
export class BirthdayBooksPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly entries: BirthdayQueries,
    private readonly queries: ReconciliationQueries,
    private readonly custody: GiftCustody,
    private readonly tables: PeriodTables,
    private readonly reader: Reader,
  ) {}

  async open(desk: DeskContext, problem?: FormProblem): Promise<object> {
    const { locale, store } = desk;
    const today = this.day.today(desk);
    const { closeDays } = (await this.day.policy(desk)).birthdays;
    const { period, previousId } = await this.queries.due(this.reader, store.id, today, closeDays);
    const lines = await this.queries.lines(this.reader, store.id, period.to, previousId);
    const closed = await this.queries.closed(this.reader, store.id);
    const signs = mayDo(desk.person.roles, 'birthdays.reconcile') && today >= period.to;
    return {
      menu: this.words.menu(desk, 'reconciliation'),
      period: this.say(locale, 'period', { from: period.from, to: period.to }),
      due: this.say(locale, 'due', { date: period.to }),
      isDue: today >= period.to,
      ...(await this.tables.of(desk, lines, false)),
      form: signs ? { ...emptyForm('/birthdays/reconciliation', uuidv7()), ...problem } : undefined,
      error: problem && Object.values(problem.errors)[0],
      counts: signs ? await this.counts(desk) : [],
      closed: closed.map((each) => ({
        href: `/birthdays/reconciliation/${each.id}`,
        text: this.say(locale, 'period', { from: each.periodFrom, to: each.periodTo }),
        badge: undefined,
        aside: `${each.documentNo} · ${this.say(locale, 'signed', { manager: each.managerName, finance: each.financeName })}`,
      })),
    };
  }

  async archived(desk: DeskContext, id: string): Promise<object> {
    const { locale } = desk;
    const period = await this.found(desk, id);
    const lines = await this.queries.archived(this.reader, id);
    const may = (permission: string) => mayDo(desk.person.roles, permission);
    return {
      ...this.head(period, locale),
      ...(await this.tables.of(desk, lines, false)),
      sheet: may('birthdays.printRegister') ? `/birthdays/reconciliation/${id}/sheet` : undefined,
      excel: may('birthdays.exportSheet') ? emptyForm(`/birthdays/reconciliation/${id}/excel`, uuidv7()) : undefined,
      document: `/documents/${period.documentId}`,
    };
  }

  async sheet(desk: DeskContext, id: string): Promise<object> {
    const period = await this.found(desk, id);
    const lines = await this.queries.archived(this.reader, id);
    return {
      heading: `${desk.store.name} ${this.head(period, desk.locale).title}`,
      ...this.head(period, desk.locale),
      ...(await this.tables.of(desk, lines, true)),
    };
  }

  async tax(desk: DeskContext, month: string): Promise<object> {
    const { locale } = desk;
    const rows = await this.queries.delivered(this.reader, desk.store.id, month);
    const say = (key: string) => this.words.say(locale, key);
    const sum = (name: 'pieces' | 'costFen' | 'marketFen') => rows.reduce((total, row) => total + row[name], 0);
    const cells = (texts: readonly string[], strong = false) => ({ cells: texts.map((text) => ({ text, strong })) });
    return {
      month,
      menu: this.words.menu(desk, 'tax'),
      columns: [
        { label: say('column.date') },
        { label: say('column.item') },
        ...['column.pieces', 'tax.cost', 'tax.market'].map((key) => ({ label: say(key), align: 'end' })),
      ],
      rows: [
        ...rows.map((row) =>
          cells([
            row.businessDate,
            locale === 'en' ? row.nameEn : row.nameZh,
            points(row.pieces),
            money(row.costFen),
            money(row.marketFen),
          ]),
        ),
        ...(rows.length === 0
          ? []
          : [
              cells(
                [this.say(locale, 'total'), '', points(sum('pieces')), money(sum('costFen')), money(sum('marketFen'))],
                true,
              ),
            ]),
      ],
      excel: emptyForm(`/birthdays/tax/${month}/excel`, uuidv7()),
    };
  }

  /** Every line in hand with a field for what is counted. The books are not shown beside it: hands count blind. */
  private async counts(desk: DeskContext) {
    const { locale, store } = desk;
    const inHand = await this.custody.inHand(this.reader, store.id);
    const entries = await this.entries.byIds(
      this.reader,
      store.id,
      inHand.flatMap(({ entryId }) => entryId ?? []),
    );
    return inHand.map((row) => {
      const entry = entries.find(({ id }) => id === row.entryId);
      return {
        counted: lineField('counted', row),
        reason: lineField('reason', row),
        item: locale === 'en' ? row.nameEn : row.nameZh,
        who: entry ? `${this.words.masked(entry, locale)} ${entry.onDate}` : this.words.say(locale, 'standby'),
      };
    });
  }

  private head(period: ClosedPeriod, locale: Locale) {
    return {
      title: this.say(locale, 'period', { from: period.periodFrom, to: period.periodTo }),
      note: `${period.documentNo} · ${dateLabel(period.periodTo, locale)} · ${dateTime(period.at)}`,
      signed: this.say(locale, 'signed', { manager: period.managerName, finance: period.financeName }),
    };
  }

  private async found(desk: DeskContext, id: string): Promise<ClosedPeriod> {
    const period = await this.queries.closedById(this.reader, desk.store.id, id);
    if (!period) throw new DomainError('page.notFound');
    return period;
  }

  private say(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.words.say(locale, `reconciliation.${key}`, params);
  }
}

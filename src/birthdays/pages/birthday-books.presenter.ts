import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayQueries } from '../birthday.queries.js';
import { lineField } from '../gift-registers.js';
import { HandCounts } from '../hand-counts.js';
import { ReconciliationQueries } from '../reconciliation.queries.js';
import { BirthdayWords } from './birthday-words.js';
import { OPEN_PERIOD, PeriodBooks } from './period-books.js';
import { PeriodTables } from './period-tables.js';

/** Periods on screen and paper: the same rows, item by item and guest by guest, with a ring that closes. */
@Injectable()
export class BirthdayBooksPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly entries: BirthdayQueries,
    private readonly queries: ReconciliationQueries,
    private readonly hands: HandCounts,
    private readonly books: PeriodBooks,
    private readonly tables: PeriodTables,
    private readonly reader: Reader,
  ) {}

  async open(desk: DeskContext, problem?: FormProblem): Promise<object> {
    const { locale, store } = desk;
    const book = await this.books.open(desk);
    const closed = await this.queries.closed(this.reader, store.id);
    const isDue = this.day.today(desk) >= book.to;
    const signs = this.books.countsBlind(desk, book);
    return {
      isDue,
      menu: this.words.menu(desk, 'reconciliation'),
      period: book.title,
      due: this.say(locale, 'due', { date: book.to }),
      ...this.copies(desk, OPEN_PERIOD),
      ...(await this.tables.of(desk, book, false)),
      form: signs ? { ...emptyForm('/birthdays/reconciliation', uuidv7()), ...problem } : undefined,
      error: signs ? undefined : problem?.errors[''],
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
    const book = await this.books.closed(desk, id);
    return {
      ...book,
      ...this.copies(desk, id),
      ...(await this.tables.of(desk, book, false)),
      document: `/documents/${book.documentId}`,
    };
  }

  /** The same on A4, of a closed period or of the open one, which says that it is. */
  async sheet(desk: DeskContext, id: string): Promise<object> {
    const book = await this.books.of(desk, id);
    return { ...book, heading: `${desk.store.name} ${book.title}`, ...(await this.tables.of(desk, book, true)) };
  }

  /** Paper and workbook of a period, for whoever may have them. */
  private copies({ person }: DeskContext, id: string) {
    const path = `/birthdays/reconciliation/${id}`;
    return {
      sheet: mayDo(person.roles, 'birthdays.printRegister') ? `${path}/sheet` : undefined,
      excel: mayDo(person.roles, 'birthdays.exportSheet') ? emptyForm(`${path}/excel`, uuidv7()) : undefined,
    };
  }

  /** Every line in hand with a field for what is counted. The books are not shown beside it: hands count blind. */
  private async counts(desk: DeskContext) {
    const { locale, store } = desk;
    const { closeDays } = (await this.day.policy(desk)).birthdays;
    const { previousId } = await this.queries.due(this.reader, store.id, this.day.today(desk), closeDays);
    const inHand = await this.hands.rows(this.reader, store.id, previousId);
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

  private say(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.words.say(locale, `reconciliation.${key}`, params);
  }
}

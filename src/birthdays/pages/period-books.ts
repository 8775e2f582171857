import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { dateLabel, dateTime } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { type PeriodLine, type PeriodMove, ReconciliationQueries } from '../reconciliation.queries.js';
import { BirthdayWords } from './birthday-words.js';

/** Stands in an address for the period that is not closed yet. */
export const OPEN_PERIOD = 'open';

/** A period with what its head says: the same for screen, paper and workbook, locked or not. */
export interface PeriodBook {
  readonly title: string;
  readonly note: string;
  /** Who signed, or that nobody has. */
  readonly signed: string;
  readonly to: PlainDate;
  /** Null while it is open. */
  readonly documentId: string | null;
  readonly lines: readonly PeriodLine[];
  readonly moves: readonly PeriodMove[];
}

/** Opens the books of a period of the store. */
@Injectable()
export class PeriodBooks {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: ReconciliationQueries,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  /** For paper and workbook. Throws `page.notFound`, `birthdays.reconcile.blind`. */
  async of(desk: DeskContext, id: string): Promise<PeriodBook> {
    if (id !== OPEN_PERIOD) return this.closed(desk, id);
    const book = await this.open(desk);
    if (this.countsBlind(desk, book)) throw new DomainError('birthdays.reconcile.blind');
    return book;
  }

  /** Whoever counts the gifts in hand of a period that is due does not see its books before both have signed. */
  countsBlind(desk: DeskContext, { to }: Pick<PeriodBook, 'to'>): boolean {
    return mayDo(desk.person.roles, 'birthdays.reconcile') && this.day.today(desk) >= to;
  }

  async open(desk: DeskContext): Promise<PeriodBook> {
    const { locale, store } = desk;
    const { closeDays } = (await this.day.policy(desk)).birthdays;
    const { period, previousId } = await this.queries.due(this.reader, store.id, this.day.today(desk), closeDays);
    const { from, to } = period;
    return {
      to,
      title: this.words.say(locale, 'reconciliation.period', { from, to }),
      note: this.words.say(locale, 'reconciliation.asOf', { time: dateTime(this.clock.now()) }),
      signed: this.words.say(locale, 'reconciliation.notLocked'),
      documentId: null,
      lines: await this.queries.lines(this.reader, store.id, to, previousId),
      moves: await this.queries.moves(this.reader, store.id, { to, id: null }),
    };
  }

  /** Throws `page.notFound`. */
  async closed(desk: DeskContext, id: string): Promise<PeriodBook> {
    const { locale, store } = desk;
    const period = await this.queries.closedById(this.reader, store.id, id);
    if (!period) throw new DomainError('page.notFound');
    const { periodFrom: from, periodTo: to, managerName: manager, financeName: finance, documentId } = period;
    return {
      to,
      documentId,
      title: this.words.say(locale, 'reconciliation.period', { from, to }),
      note: `${period.documentNo} · ${dateLabel(to, locale)} · ${dateTime(period.at)}`,
      signed: this.words.say(locale, 'reconciliation.signed', { manager, finance }),
      lines: await this.queries.archived(this.reader, id),
      moves: await this.queries.moves(this.reader, store.id, { id, to }),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { writeXlsx } from '../../platform/files/xlsx-file.js';
import { dateTime } from '../../platform/views/format.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';
import { BirthdayQueries } from '../birthday.queries.js';
import { type DeliveredRow, type PeriodLine, ReconciliationQueries } from '../reconciliation.queries.js';
import { FIGURES } from './period-tables.js';
import { BirthdayWords } from './birthday-words.js';

interface Workbook {
  readonly name: string;
  readonly workbook: Buffer;
}

/** The sheets of Finance as workbooks: the very rows of the page. Routine prints of the duty sheet need no reason (H30); who took one is journalled. */
@Injectable()
export class BirthdayWorkbooks {
  constructor(
    private readonly words: BirthdayWords,
    private readonly entries: BirthdayQueries,
    private readonly queries: ReconciliationQueries,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `page.notFound`. */
  async reconciliation(desk: DeskContext, id: string): Promise<Workbook> {
    const { locale } = desk;
    const period = await this.queries.closedById(this.reader, desk.store.id, id);
    if (!period) throw new DomainError('page.notFound');
    const rows = await this.queries.archived(this.reader, id);
    const entries = await this.entries.byIds(
      this.reader,
      desk.store.id,
      rows.flatMap(({ entryId }) => entryId ?? []),
    );
    const who = ({ entryId }: PeriodLine) => {
      const entry = entries.find((each) => each.id === entryId);
      return entry ? `${this.words.masked(entry, locale)} ${entry.onDate}` : this.words.say(locale, 'standby');
    };
    await this.note(desk, { reconciliation: id, rows: rows.length });
    const workbook = await writeXlsx({
      rows,
      columns: [
        {
          header: this.words.say(locale, 'column.item'),
          kind: 'text',
          value: (row) => (locale === 'en' ? row.nameEn : row.nameZh),
        },
        { header: this.words.say(locale, 'column.guest'), kind: 'text', value: who },
        ...FIGURES.map((name) => ({
          header: this.words.say(locale, `reconciliation.${name}`),
          kind: 'count' as const,
          value: (row: PeriodLine) => row[name],
        })),
        { header: this.words.say(locale, 'reconciliation.reason'), kind: 'text', value: ({ reason }) => reason },
      ],
      watermark: (count) => this.watermark(desk, count),
    });
    return { workbook, name: this.words.say(locale, 'reconciliation.file', { to: period.periodTo }) };
  }

  async tax(desk: DeskContext, month: string): Promise<Workbook> {
    const { locale } = desk;
    const rows = await this.queries.delivered(this.reader, desk.store.id, month);
    await this.note(desk, { month, rows: rows.length });
    const fen = (key: string, value: (row: DeliveredRow) => number) => ({
      value,
      kind: 'fen' as const,
      header: this.words.say(locale, key),
    });
    const workbook = await writeXlsx({
      rows,
      columns: [
        { header: this.words.say(locale, 'column.date'), kind: 'text', value: ({ businessDate }) => businessDate },
        {
          header: this.words.say(locale, 'column.item'),
          kind: 'text',
          value: (row) => (locale === 'en' ? row.nameEn : row.nameZh),
        },
        { header: this.words.say(locale, 'column.pieces'), kind: 'count', value: ({ pieces }) => pieces },
        fen('tax.cost', ({ costFen }) => costFen),
        fen('tax.market', ({ marketFen }) => marketFen),
      ],
      watermark: (count) => this.watermark(desk, count),
    });
    return { workbook, name: this.words.say(locale, 'tax.file', { month }) };
  }

  private watermark({ locale, person }: DeskContext, count: number): string {
    return this.words.say(locale, 'watermark', { name: person.name, time: dateTime(this.clock.now()), count });
  }

  private async note(desk: DeskContext, what: Record<string, string | number>): Promise<void> {
    await this.uow.note(commandAt(desk, 'birthdays.exportSheet', uuidv7(), what), 'NOTED', what);
  }
}

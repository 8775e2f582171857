import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { ExportColumn, ExportKind } from '../../platform/files/export-table.js';
import { sheetOf, writeWorkbook, writeXlsx } from '../../platform/files/xlsx-file.js';
import { dateTime } from '../../platform/views/format.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';
import type { Permission } from '../../staff/permissions.js';
import { BirthdayWords } from './birthday-words.js';
import { PeriodBooks } from './period-books.js';
import { FIGURES, type MoveInWords, type PeriodRows, PeriodTables } from './period-tables.js';
import { type TaxRow, TaxSheet } from './tax-sheet.js';

interface Workbook {
  readonly name: string;
  readonly workbook: Buffer;
}

/** The sheets of Finance as workbooks: the very rows of the page. Routine prints of the duty sheet need no reason (H30); who took one is journalled. */
@Injectable()
export class BirthdayWorkbooks {
  constructor(
    private readonly words: BirthdayWords,
    private readonly books: PeriodBooks,
    private readonly tables: PeriodTables,
    private readonly taxes: TaxSheet,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A sheet an item and the figures of its ring, one a guest, one a movement. Throws `page.notFound`. */
  async reconciliation(desk: DeskContext, id: string): Promise<Workbook> {
    const { locale } = desk;
    const book = await this.books.of(desk, id);
    const { items, guests, moves } = await this.tables.rows(desk, book, false);
    await this.note(desk, 'birthdays.exportSheet', { reconciliation: id, rows: guests.length });
    const say = (key: string) => this.words.say(locale, `reconciliation.${key}`);
    const watermark = (count: number) => `${book.title} · ${book.signed} · ${this.watermark(desk, count)}`;
    const workbook = await writeWorkbook([
      sheetOf({ watermark, rows: items, columns: this.itemColumns(desk) }, say('byItem')),
      sheetOf({ watermark, rows: guests, columns: this.guestColumns(desk) }, say('byGuest')),
      sheetOf({ watermark, rows: moves, columns: this.moveColumns(desk) }, say('byMove')),
    ]);
    return { workbook, name: this.words.say(locale, 'reconciliation.file', { to: book.to }) };
  }

  async tax(desk: DeskContext, month: string): Promise<Workbook> {
    const { locale } = desk;
    const rows = await this.taxes.rows(desk, month);
    await this.note(desk, 'birthdays.taxSheet', { month, rows: rows.length });
    const column = this.columns<TaxRow>(desk);
    const workbook = await writeXlsx({
      rows,
      columns: [
        column('column.date', 'text', ({ date }) => date),
        column('column.item', 'text', ({ item }) => item),
        column('column.pieces', 'count', ({ pieces }) => pieces),
        column('tax.cost', 'fen', ({ costFen }) => costFen),
        column('tax.market', 'fen', ({ marketFen }) => marketFen),
      ],
      watermark: (count) => this.watermark(desk, count),
    });
    return { workbook, name: this.words.say(locale, 'tax.file', { month }) };
  }

  private itemColumns(desk: DeskContext): ExportColumn<PeriodRows['items'][number]>[] {
    const column = this.columns<PeriodRows['items'][number]>(desk);
    const figure = (name: (typeof FIGURES)[number]) =>
      column(`reconciliation.${name}`, 'count', ({ figures }) => figures[name]);
    return [column('column.item', 'text', ({ name }) => name), ...FIGURES.map(figure)];
  }

  private guestColumns(desk: DeskContext): ExportColumn<PeriodRows['guests'][number]>[] {
    const column = this.columns<PeriodRows['guests'][number]>(desk);
    const figure = (name: (typeof FIGURES)[number]) =>
      column(`reconciliation.${name}`, 'count', ({ line }) => line[name]);
    return [
      column('column.guest', 'text', ({ who }) => who),
      column('column.item', 'text', ({ item }) => item),
      ...FIGURES.map(figure),
      column('reconciliation.reason', 'text', ({ line }) => line.reason),
    ];
  }

  private moveColumns(desk: DeskContext): ExportColumn<MoveInWords>[] {
    const column = this.columns<MoveInWords>(desk);
    return [
      column('column.time', 'text', ({ time }) => time),
      column('column.move', 'text', ({ what }) => what),
      column('column.item', 'text', ({ item }) => item),
      column('column.guest', 'text', ({ who }) => who),
      column('column.pieces', 'count', ({ pieces }) => pieces),
      column('column.document', 'code', ({ documentNo }) => documentNo),
      column('column.signers', 'text', ({ by }) => by),
      column('column.note', 'text', ({ reason }) => reason),
    ];
  }

  private columns<Row>({ locale }: DeskContext) {
    return (key: string, kind: ExportKind, value: ExportColumn<Row>['value']): ExportColumn<Row> => ({
      kind,
      value,
      header: this.words.say(locale, key),
    });
  }

  private watermark({ locale, person }: DeskContext, count: number): string {
    return this.words.say(locale, 'watermark', { name: person.name, time: dateTime(this.clock.now()), count });
  }

  private async note(desk: DeskContext, kind: Permission, what: Record<string, string | number>): Promise<void> {
    await this.uow.note(commandAt(desk, kind, uuidv7(), what), 'NOTED', what);
  }
}

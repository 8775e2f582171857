import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { writeXlsx } from '../platform/files/xlsx-file.js';
import { I18n } from '../platform/i18n/i18n.js';
import { dateTime } from '../platform/views/format.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { gapsOf } from './invoice-checks.js';
import { InvoiceQueries, type RegisterRow } from './invoice.queries.js';

const AT_ONCE = 5_000;

/** 发票登记簿 for Finance (发票管理办法 26): every number with its source, holder and state; the file equals the page. */
@Injectable()
export class InvoiceRegister {
  constructor(
    private readonly queries: InvoiceQueries,
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  /** One page of a month ('YYYY-MM'). Throws `invoices.month`. */
  page(storeId: string, month: string, skip: number, take: number): Promise<RegisterRow[]> {
    if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new DomainError('invoices.month', {}, 'month');
    return this.queries.register(storeId, month, { skip, take });
  }

  /** All of it, for the file and the paper. */
  async month(storeId: string, month: string): Promise<RegisterRow[]> {
    const all: RegisterRow[] = [];
    for (;;) {
      const rows = await this.page(storeId, month, all.length, AT_ONCE);
      all.push(...rows);
      if (rows.length < AT_ONCE) return all;
    }
  }

  sums(storeId: string, month: string) {
    return this.queries.registerSums(storeId, month);
  }

  /** Gaps: numbers of this store that went astray, in words. Empty when every number is accounted for. */
  async gaps({ locale, store }: DeskContext): Promise<string[]> {
    const found = await gapsOf(this.reader, store.id);
    return found.map(({ key, params }) => {
      const { state, place } = params;
      const words = {
        ...params,
        ...(state === undefined ? {} : { state: this.i18n.t(locale, `invoices.states.${state}`) }),
        ...(place === undefined ? {} : { place: this.i18n.t(locale, `invoices.places.${place}`) }),
      };
      return this.i18n.t(locale, `invoices.gap.${key}`, words);
    });
  }

  /** The same rows as Excel; who exported it, when and why stands in the journal and in the last row. */
  async excel(desk: DeskContext, month: string, typedReason: string): Promise<Buffer> {
    const reason = cleanText(typedReason, { max: 200, required: true, field: 'reason' });
    const rows = await this.month(desk.store.id, month);
    await this.uow.note(commandAt(desk, 'invoices.export', uuidv7(), { month, reason }), 'NOTED', {
      month,
      rows: rows.length,
    });
    const say = (key: string, params = {}) => this.i18n.t(desk.locale, `invoices.${key}`, params);
    const text = (key: string, value: (row: RegisterRow) => string | null) => ({
      header: say(`col.${key}`),
      kind: 'text' as const,
      value,
    });
    return writeXlsx({
      rows,
      columns: [
        text('kind', ({ kind }) => say(`kinds.${kind}`)),
        { header: say('col.code'), kind: 'code', value: ({ code }) => code },
        { header: say('col.number'), kind: 'code', value: ({ number }) => number },
        { header: say('col.amount'), kind: 'fen', value: ({ amountFen }) => amountFen },
        text('state', (row) => this.stateText(desk, row)),
        text('date', ({ businessDate }) => businessDate),
        text('clerk', ({ clerkName }) => clerkName),
        text('source', ({ sources }) => sources),
        text('title', ({ title }) => title),
        text('holder', (row) => this.holderText(desk, row)),
        text('record', ({ documentNo }) => documentNo),
      ],
      watermark: (count) =>
        say('register.watermark', { name: desk.person.name, time: dateTime(this.clock.now()), count }),
    });
  }

  stateText({ locale }: DeskContext, { state, red }: RegisterRow): string {
    return this.i18n.t(locale, red === 1 ? 'invoices.changes.RED' : `invoices.states.${state}`);
  }

  /** Where the rest of its book is; of 数电票 nobody holds anything. */
  holderText({ locale }: DeskContext, { place, holderName }: RegisterRow): string {
    if (place === null) return '';
    const where = this.i18n.t(locale, `invoices.places.${place}`);
    return holderName === null ? where : `${where} · ${holderName}`;
  }
}

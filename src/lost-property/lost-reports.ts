import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { daysInMonth } from '../kernel/business-day.js';
import { cleanText } from '../kernel/text.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { writeXlsx } from '../platform/files/xlsx-file.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Clock } from '../platform/clock/clock.js';
import { dateTime } from '../platform/views/format.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { ItemFinders } from './item-finders.js';
import type { ItemRow } from './lost-items.js';
import { LostQueries } from './lost.queries.js';
import { type MonthReport, monthReport } from './rules/month-report.js';

export type ReportedItem = ItemRow & {
  readonly returnedOn: string | null;
  /** The instant its owner had it, or it was sent. */
  readonly returnedAt: number | null;
  /** Who handed it in, guests masked; the supervisor who signed, null while it is to be signed. */
  readonly finder: string;
  readonly signedBy: string | null;
};

/** The month in figures, and as a workbook. Neither holds a private field. */
@Injectable()
export class LostReports {
  constructor(
    private readonly queries: LostQueries,
    private readonly finders: ItemFinders,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  /** `month` is 'YYYY-MM'. Throws `lost.month`. */
  async month(storeId: string, month: string): Promise<{ items: ReportedItem[]; report: MonthReport }> {
    const items = await this.queries.ofMonth(storeId, month);
    const steps = await this.reader.rows<{ itemId: string; businessDate: string; at: number }>(
      `SELECT t.item_id, t.business_date, t.at FROM lost_item_step t JOIN lost_item i ON i.id = t.item_id
       WHERE i.store_id = ? AND i.found_on >= ? AND i.found_on <= ? AND t.to_state IN ('CLAIMED', 'MAILED')`,
      [storeId, `${month}-01`, `${month}-31`],
    );
    const returns = new Map(steps.map((step) => [step.itemId, step]));
    const signers = await this.queries.signersOf(items.map(({ pendingSignatureId }) => pendingSignatureId));
    const reported: ReportedItem[] = [];
    for (const item of items) {
      const { businessDate: returnedOn = null, at: returnedAt = null } = returns.get(item.id) ?? {};
      const finder = await this.finders.label(this.reader, item.id);
      reported.push({
        ...item,
        returnedOn,
        returnedAt,
        finder,
        signedBy: signers.get(item.pendingSignatureId) ?? null,
      });
    }
    const [year = 0, number = 1] = month.split('-').map(Number);
    const rooms = await this.reader.rows<{ number: string }>('SELECT number FROM room WHERE store_id = ?', [storeId]);
    const numbers = rooms.map((room) => room.number);
    return { items: reported, report: monthReport(reported, daysInMonth(year, number), numbers) };
  }

  /** The register of the month as Excel; who exported it, when and why stands in the journal and in the last row. */
  async excel(desk: DeskContext, month: string, typedReason: string): Promise<Buffer> {
    const reason = cleanText(typedReason, { max: 200, required: true, field: 'reason' });
    const { items } = await this.month(desk.store.id, month);
    await this.uow.note(commandAt(desk, 'lost.export', uuidv7(), { month, reason }), 'NOTED', {
      month,
      rows: items.length,
    });
    const say = (key: string, params = {}) => this.i18n.t(desk.locale, `lost.${key}`, params);
    const text = (key: string, value: (item: ReportedItem) => string | null) => ({
      header: say(key),
      kind: 'text' as const,
      value,
    });
    return writeXlsx({
      rows: items,
      columns: [
        text('list.number', ({ number }) => number),
        text('name', ({ name }) => name),
        text('colour', ({ colour }) => colour),
        text('place', ({ place }) => place),
        text('foundAt', ({ foundAt }) => dateTime(foundAt)),
        text('category', ({ category }) => say(`categories.${category}`)),
        text('list.state', ({ state }) => say(`state.${state}`)),
        text('finder', ({ finder }) => finder),
        text('sheet.sign', ({ signedBy }) => signedBy ?? say('list.unsigned')),
        text('report.returned', ({ returnedAt }) => (returnedAt === null ? null : dateTime(returnedAt))),
      ],
      watermark: (count) =>
        say('report.watermark', { name: desk.person.name, time: dateTime(this.clock.now()), count }),
    });
  }
}

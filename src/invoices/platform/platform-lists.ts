import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { isPlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import type { Outcome } from '../../platform/database/command.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { readTable } from '../../platform/files/table.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { InvoicePlatformList } from '../invoice-platform-list.entity.js';
import { InvoicePlatformRow } from '../invoice-platform-row.entity.js';
import { comparePlatform, type Comparison, type NumberedAmount } from '../rules/platform-compare.js';
import { readPlatformRows } from './platform-rows.js';

/** The latest list of a business date. */
export interface ListRow {
  readonly id: string;
  readonly businessDate: string;
  readonly rowCount: number;
  readonly sumFen: number;
  readonly fileName: string;
  readonly importedAt: number;
  readonly byName: string;
}

export interface Compared extends Comparison {
  /** Undefined while no list of the day is here: then nothing is proven. */
  readonly list: ListRow | undefined;
}

/** 数电票: numbers come from the platform, so the desk's list must equal the platform's, by number, count and sum (E5). */
@Injectable()
export class PlatformLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
  ) {}

  /** Takes in the list of one business date; a later one replaces it. Throws `date.invalid`, `import.*`, `file.*`, `invoices.platform.*`. */
  async import(
    desk: DeskContext,
    requestKey: string,
    businessDate: string,
    file: { readonly fileName: string; readonly bytes: Buffer },
  ): Promise<Outcome<{ listId: string; rows: number }>> {
    if (!isPlainDate(businessDate)) throw new DomainError('date.invalid', {}, 'date');
    const rows = await readPlatformRows(await readTable(file.bytes));
    const sumFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const fileName = cleanText(file.fileName, { max: 400, field: 'file' }).slice(-120);
    const input = { businessDate, fileName, rows: rows.length, sumFen };
    return this.uow.run(this.commands.ofOffice(desk, 'invoices.importPlatformList', requestKey, input), async (tx) => {
      const id = uuidv7();
      const { storeId, actorId: importedBy } = tx.command;
      const list = {
        id,
        storeId,
        businessDate,
        sumFen,
        fileName,
        importedBy,
        rowCount: rows.length,
        importedAt: tx.now,
      };
      await tx.insert(InvoicePlatformList, list);
      for (const { number, amountFen } of rows) await tx.insert(InvoicePlatformRow, { listId: id, number, amountFen });
      return { listId: id, rows: rows.length };
    });
  }

  /**
   * The desk's numbers of a business date against the platform's latest list of it. `until` (milliseconds) leaves out what was issued later:
   * the shift that is handed over has ended while the next one issues already.
   */
  async compare(
    db: SqlReads,
    storeId: string,
    businessDate: string,
    until = Number.MAX_SAFE_INTEGER,
  ): Promise<Compared> {
    const list = await this.latest(db, storeId, businessDate);
    const numbers = await db.rows<NumberedAmount & { at: number }>(
      `SELECT number, amount_fen, at FROM invoice_number WHERE store_id = ? AND business_date = ? AND kind = 'DIGITAL' ORDER BY number`,
      [storeId, businessDate],
    );
    const theirs = list
      ? await db.rows<NumberedAmount>(
          'SELECT number, amount_fen FROM invoice_platform_row WHERE list_id = ? ORDER BY number',
          [list.id],
        )
      : [];
    // what was issued after the shift may stand in the list or not: it is the next shift's
    const later = new Set(numbers.filter(({ at }) => at > until).map(({ number }) => number));
    const counted = (rows: readonly NumberedAmount[]) => rows.filter(({ number }) => !later.has(number));
    return { ...comparePlatform(counted(numbers), counted(theirs)), list };
  }

  latest(db: SqlReads, storeId: string, businessDate: string): Promise<ListRow | undefined> {
    return db.one<ListRow>(
      `SELECT l.id, l.business_date, l.row_count, l.sum_fen, l.file_name, l.imported_at, s.name AS by_name FROM invoice_platform_list l
       JOIN staff s ON s.id = l.imported_by WHERE l.store_id = ? AND l.business_date = ? ORDER BY l.imported_at DESC, l.id DESC LIMIT 1`,
      [storeId, businessDate],
    );
  }
}

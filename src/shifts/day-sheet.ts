import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, money, points, signedMoney } from '../platform/views/format.js';
import { DaySnapshot } from './day-snapshot.entity.js';
import { baggedOf } from './bag-rows.js';
import { type DayFigures, dayFigures, type ShiftFigures } from './rules/day-figures.js';
import { DRAWER_LINES } from './rules/drawer-equation.js';
import { seriesName, SHIFT_PAPERS } from './shift-papers.js';
import { differenceFen, movesOf, shiftsOfDay, tenderDifferencesOf, tendersOf } from './shift-rows.js';

/** The paper of a closed day is the venue's, in its language. */
const PAPER = 'zh-CN';

/** 日结单: numbered, printed from what the day's rows say at the moment it is closed, and never written again. */
@Injectable()
export class DaySheet {
  constructor(
    private readonly documents: DocumentsService,
    private readonly i18n: I18n,
  ) {}

  /** The figures of a day as its rows stand now. */
  async figures(db: SqlReads, storeId: string, businessDate: string): Promise<DayFigures> {
    const shifts: ShiftFigures[] = [];
    for (const shift of await shiftsOfDay(db, storeId, businessDate)) {
      const moves = await movesOf(db, shift.id);
      const over = await movesOf(db, shift.id, ['cash.over']);
      const short = await movesOf(db, shift.id, ['cash.short']);
      shifts.push({
        shiftId: shift.id,
        template: shift.template,
        clerk: shift.clerkName,
        moves,
        tenders: await tendersOf(db, shift.id),
        tenderDifferences: await tenderDifferencesOf(db, shift.id),
        overFen: over.reduce((sum, move) => sum + differenceFen(move), 0),
        shortFen: short.reduce((sum, move) => sum + differenceFen(move), 0),
        baggedFen: await baggedOf(db, shift.id),
      });
    }
    const papers = await db.rows<{ prefix: string; count: number }>(
      'SELECT prefix, count(*) AS count FROM document WHERE store_id = ? AND business_date = ? GROUP BY prefix ORDER BY prefix',
      [storeId, businessDate],
    );
    return dayFigures(shifts, papers);
  }

  /** Keeps the day in the unit that closes it. */
  async keep(tx: Tx, businessDate: string): Promise<void> {
    const { storeId, actorId: closedBy } = tx.command;
    const figures = await this.figures(tx, storeId, businessDate);
    const store = await tx.one<{ name: string }>('SELECT name FROM store WHERE id = ?', [storeId]);
    const { id: documentId } = await this.documents.create(tx, {
      kind: 'shift-day',
      prefix: SHIFT_PAPERS.day,
      copies: [{ name: 'file', heading: this.say('copy.file'), signature: this.say('sign.supervisor') }],
      personId: null,
      printerId: null,
      compose: ({ number, at }) => this.compose(store?.name ?? '', businessDate, figures, number, at),
    });
    await tx.insert(DaySnapshot, {
      id: uuidv7(),
      storeId,
      businessDate,
      documentId,
      closedBy,
      figures: JSON.stringify(figures),
      at: tx.now,
    });
  }

  private compose(storeName: string, businessDate: string, figures: DayFigures, number: string, at: number): Receipt {
    const receipt = new Receipt().title(storeName).heading(this.say('title.day')).rule();
    receipt
      .pair(this.say('number'), number)
      .pair(this.say('businessDate'), businessDate)
      .pair(this.say('at'), dateTime(at));
    for (const { template, clerk, expectedFen, overFen, shortFen, lines } of figures.shifts) {
      receipt.rule().heading(`${template} ${clerk}`);
      for (const line of DRAWER_LINES.filter((key) => key === 'cashIn' || lines[key] !== 0))
        receipt.pair(this.i18n.t(PAPER, `shifts.equation.${line}`), signedMoney(lines[line]));
      receipt
        .pair(this.say('expected'), money(expectedFen))
        .pair(this.say('over'), money(overFen))
        .pair(this.say('short'), money(shortFen));
    }
    receipt.rule();
    for (const { kind, fen } of figures.tenders) receipt.pair(this.say(kind), money(fen));
    for (const { kind, overFen, shortFen } of figures.tenderDifferences)
      receipt
        .pair(`${this.say(kind)} ${this.say('over')}`, money(overFen))
        .pair(`${this.say(kind)} ${this.say('short')}`, money(shortFen));
    for (const { prefix, count } of figures.papers) receipt.pair(seriesName(this.i18n, PAPER, prefix), points(count));
    receipt.pair(this.say('over'), money(figures.overFen)).pair(this.say('short'), money(figures.shortFen));
    return receipt.rule().total(this.say('takings'), money(figures.takingsFen));
  }

  private say(key: string): string {
    return this.i18n.t(PAPER, `shifts.paper.${key}`);
  }
}

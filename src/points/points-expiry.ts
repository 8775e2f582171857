import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Ledger } from '../ledger/ledger.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { PointsExpiryRun } from './points-expiry-run.entity.js';
import { type Clerk, PointsPapers } from './points-papers.js';

interface DueLot {
  owner: string;
  part: string;
  balance: number;
}

interface Batch {
  readonly lots: number;
  readonly points: number;
  readonly last: boolean;
  readonly [key: string]: number | boolean;
}

/** A batch holds the writer for a few milliseconds; the counter goes on in between. */
const BATCH = 100;

/**
 * Points past their last day leave the member, once a business date: a day that somebody has opened, so a PC clock that jumps expires nothing,
 * and a PC that was off catches up in one run.
 */
@Injectable()
export class PointsExpiry {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly ledger: Ledger,
    private readonly documents: DocumentsService,
    private readonly papers: PointsPapers,
  ) {}

  /** Runs for each store whose open day has not had its run yet. */
  async runDue(): Promise<void> {
    const days = await this.reader.rows<{ storeId: string; businessDate: string }>(
      `SELECT b.open_store_id AS store_id, b.business_date FROM business_day b WHERE b.open_store_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM points_expiry_run r WHERE r.business_date >= b.business_date AND r.last = 1) ORDER BY b.business_date`,
    );
    for (const { storeId, businessDate } of days) await this.run(storeId, businessDate);
  }

  /** The run of one business date; a second call finds it done. */
  async run(storeId: string, businessDate: string): Promise<{ lots: number; points: number }> {
    const total = { lots: 0, points: 0 };
    for (let batch = await this.batchesDone(businessDate); ; batch += 1) {
      const done = await this.runBatch(storeId, businessDate, batch);
      if (!done.repeated) {
        total.lots += done.result.lots;
        total.points += done.result.points;
      }
      if (done.result.last) return total;
      await nextTurn();
    }
  }

  private runBatch(storeId: string, businessDate: string, batch: number) {
    const command = {
      kind: 'points.runExpiry',
      actorId: SYSTEM_ACTOR,
      terminalId: null,
      key: `points.runExpiry ${businessDate} ${batch}`,
      input: { businessDate, batch },
      storeId,
      businessDate,
    };
    return this.units.run(command, (tx) => this.expire(tx, businessDate, batch));
  }

  private async batchesDone(businessDate: string): Promise<number> {
    const row = await this.reader.one<{ batches: number; over: number }>(
      'SELECT COUNT(*) AS batches, COALESCE(MAX(last), 0) AS over FROM points_expiry_run WHERE business_date = ?',
      [businessDate],
    );
    return row ? row.batches - row.over : 0;
  }

  private async expire(tx: Tx, businessDate: string, batch: number): Promise<Batch> {
    const due = await dueLots(tx, businessDate, BATCH);
    const points = due.reduce((sum, { balance }) => sum + balance, 0);
    const last = due.length < BATCH;
    const documentId = due.length === 0 ? null : await this.post(tx, businessDate, due, points);
    const { storeId } = tx.command;
    await tx.insert(PointsExpiryRun, {
      id: uuidv7(),
      storeId,
      businessDate,
      batch,
      points,
      documentId,
      last: last ? 1 : 0,
      lots: due.length,
      at: tx.now,
    });
    return { lots: due.length, points, last };
  }

  private async post(tx: Tx, businessDate: string, due: readonly DueLot[], points: number): Promise<string> {
    const store = await tx.one<{ name: string }>('SELECT name FROM store WHERE id = ?', [tx.command.storeId]);
    const clerk: Clerk = { name: SYSTEM_ACTOR, storeName: store?.name ?? '', printerId: null, locale: 'zh-CN' };
    const { id: documentId } = await this.documents.create(tx, {
      kind: 'points-expiry',
      prefix: 'GQ',
      copies: this.papers.oneCopy(clerk),
      personId: null,
      printerId: null,
      compose: this.papers.expiry(clerk, { businessDate, points, lots: due.length }),
    });
    const transfers = due.map(({ owner, part, balance }) => ({
      unit: 'POINT' as const,
      from: { kind: 'points.lot', owner, part } as const,
      to: { kind: 'points.expired', owner } as const,
      amount: balance,
    }));
    await this.ledger.post(tx, { kind: 'points.expired', documentId, transfers });
    return documentId;
  }
}

/** Lots whose last day has passed, the oldest first. */
function dueLots(db: SqlReads, businessDate: string, limit: number): Promise<DueLot[]> {
  return db.rows<DueLot>(
    "SELECT owner, part, balance FROM ledger_account WHERE kind = 'points.lot' AND unit = 'POINT' AND balance > 0 AND part < ? " +
      'ORDER BY part, owner LIMIT ?',
    [businessDate, limit],
  );
}

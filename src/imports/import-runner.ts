import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { ImportError } from '../platform/files/import-reader.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { checkFile } from './import-check.js';
import { ImportFiles } from './import-files.js';
import { ImportKinds } from './import-kinds.js';
import type { ImportFigures, ImportKind, ImportPlace, LinedRow } from './import-kind.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Rows between two breaths: the counter's pages are read and shown while a list is taken in. */
const ROWS_A_TURN = 5;

/** The row that stopped an import: nothing of the file came in. */
class StoppedAt extends Error {
  constructor(readonly found: ImportError) {
    super('import stopped');
  }
}

/** Takes a checked file in: all of it in one act, or nothing. */
@Injectable()
export class ImportRunner implements BeforeApplicationShutdown {
  private readonly log = new Logger(ImportRunner.name);
  private readonly running = new Map<string, Progress>();
  private readonly ends = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly kinds: ImportKinds,
    private readonly files: ImportFiles,
    private readonly imports: ImportsService,
    private readonly queries: ImportsQueries,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.ends);
  }

  /** How far a file has come; undefined when it is not under way in this server. */
  progressOf(batchId: string): Progress | undefined {
    return this.running.get(batchId);
  }

  /** Starts in the background; a second start of the same file is the first one. Throws `page.notFound`, `import.notWaiting`, `import.faulty {count}`. */
  async start(desk: DeskContext, requestKey: string, batchId: string): Promise<void> {
    if (this.running.has(batchId)) return;
    const batch = await this.queries.find(this.reader, desk.store.id, batchId);
    if (!batch) throw new DomainError('page.notFound');
    if (batch.state !== 'CHECKED') throw new DomainError('import.notWaiting');
    if (batch.errorCount > 0) throw new DomainError('import.faulty', { count: batch.errorCount });
    if (this.running.has(batchId)) return;
    this.running.set(batchId, { done: 0, total: batch.rowCount });
    const end = this.run(desk, requestKey, batchId)
      .catch((error: unknown) => this.log.error(error))
      .then(() => undefined)
      .finally(() => {
        this.running.delete(batchId);
        this.ends.delete(end);
      });
    this.ends.add(end);
  }

  /** Resolves when the files under way have come to their end. */
  async idle(): Promise<void> {
    await Promise.all(this.ends);
  }

  private async run(desk: DeskContext, requestKey: string, batchId: string): Promise<void> {
    try {
      await this.takeIn(desk, requestKey, batchId);
    } catch (error) {
      if (!(error instanceof StoppedAt)) throw error;
      await this.uow.run(commandAt(desk, 'imports.run', `${requestKey}-failed`, { failed: batchId }), async (tx) => {
        const findings = JSON.stringify({ errors: [error.found], warnings: [] });
        await this.imports.close(tx, batchId, 'FAILED', { findings });
        return batchId;
      });
    }
  }

  private async takeIn(desk: DeskContext, requestKey: string, batchId: string): Promise<void> {
    const batch = await this.queries.find(this.reader, desk.store.id, batchId);
    if (!batch) throw new DomainError('page.notFound');
    const kind = this.kinds.of(batch.kind);
    const place = await this.imports.placeOf(desk);
    const bytes = await this.files.open(this.reader, batchId);
    const { rows, errors } = await checkFile(kind, bytes, this.reader, place);
    const [first] = errors;
    if (first) throw new StoppedAt(first);
    await this.uow.run(commandAt(desk, 'imports.run', requestKey, { confirm: batchId }), async (tx) => {
      const figures = await this.takeRows(tx, { kind, place, rows, batchId });
      await this.imports.close(tx, batchId, 'DONE', { result: JSON.stringify(figures) });
      return { batchId, ...figures };
    });
  }

  private async takeRows(
    tx: Tx,
    {
      kind,
      place,
      rows,
      batchId,
    }: { kind: ImportKind<unknown>; place: ImportPlace; rows: readonly LinedRow<unknown>[]; batchId: string },
  ): Promise<ImportFigures> {
    const figures: Record<string, number> = {};
    for (const [index, { line, row }] of rows.entries()) {
      const taken = await kind.take(tx, place, row, batchId).catch((error: unknown) => {
        throw error instanceof DomainError
          ? new StoppedAt({ line, column: '', code: error.code, params: error.params, value: '' })
          : error;
      });
      for (const [name, count] of Object.entries(taken)) figures[name] = (figures[name] ?? 0) + count;
      if ((index + 1) % ROWS_A_TURN === 0) await this.breathe(batchId, index + 1, rows.length);
    }
    return figures;
  }

  private async breathe(batchId: string, done: number, total: number): Promise<void> {
    if (this.stopping) throw new DomainError('server.stopping');
    this.running.set(batchId, { done, total });
    await nextTurn();
  }
}

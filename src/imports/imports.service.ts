import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { ImportBatch } from './import-batch.entity.js';
import { type CheckedFile, checkFile } from './import-check.js';
import { ImportFiles } from './import-files.js';
import type { ImportKind, ImportPlace } from './import-kind.js';
import { ImportKinds } from './import-kinds.js';
import { ImportsQueries } from './imports.queries.js';

/** What a page lists; the counts know them all. */
const LISTED = 500;
const PREVIEWED = 8;

export interface HandedIn {
  readonly kind: string;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Hands a file in, shows what is in it, throws it away again. Taking it in is `ImportRunner`'s. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly policies: PolicyService,
    private readonly kinds: ImportKinds,
    private readonly files: ImportFiles,
    private readonly queries: ImportsQueries,
  ) {}

  /** Checks a file whole and keeps it, sealed, for its confirmation. Throws `file.*`, `import.columnMissing` …, `import.kind`. */
  async handIn(desk: DeskContext, requestKey: string, { kind: name, fileName, bytes }: HandedIn): Promise<string> {
    if (bytes.length === 0) throw new DomainError('import.noFile', {}, 'file');
    const kind = this.kinds.of(name);
    const checked = await checkFile(kind, bytes, this.reader, await this.placeOf(desk));
    const digest = createHash('sha256').update(bytes).digest('hex');
    const command = commandAt(desk, 'imports.run', requestKey, { kind: name, digest });
    const { result } = await this.uow.run(command, async (tx) => {
      const id = uuidv7();
      await tx.insert(ImportBatch, { id, ...batchFrom(tx, kind, fileName, checked) });
      await this.files.keep(tx, id, bytes);
      return id;
    });
    return result;
  }

  /** The file is not wanted. Throws `page.notFound`, `import.notWaiting`. */
  async discard(desk: DeskContext, requestKey: string, batchId: string): Promise<void> {
    if (!(await this.queries.find(this.reader, desk.store.id, batchId))) throw new DomainError('page.notFound');
    await this.uow.run(commandAt(desk, 'imports.run', requestKey, { discard: batchId }), async (tx) => {
      await this.close(tx, batchId, 'DISCARDED', {});
      return batchId;
    });
  }

  /** Ends a batch that waits, and the file with it. Throws `import.notWaiting` when somebody else has ended it. */
  async close(
    tx: Tx,
    batchId: string,
    state: 'DONE' | 'FAILED' | 'DISCARDED',
    change: { result?: string; findings?: string },
  ): Promise<void> {
    const closed = await tx.run(
      'UPDATE import_batch SET state = ?, finished_at = ?, result = ?, findings = COALESCE(?, findings) ' +
        "WHERE id = ? AND store_id = ? AND state = 'CHECKED'",
      [state, tx.now, change.result ?? null, change.findings ?? null, batchId, tx.command.storeId],
    );
    if (closed !== 1) throw new DomainError('import.notWaiting');
    await this.files.destroy(tx, batchId);
  }

  async placeOf({ store, businessDate }: DeskContext): Promise<ImportPlace> {
    const now = this.clock.now();
    const date = businessDate ?? calendarDate(now);
    return {
      now,
      storeId: store.id,
      businessDate: date,
      policy: await this.policies.current(this.reader, store.id, date),
    };
  }
}

function batchFrom<Row>(
  tx: Tx,
  kind: ImportKind<Row>,
  fileName: string,
  checked: CheckedFile<Row>,
): Omit<ImportBatch, 'id'> {
  const { rows, errors, warnings, rowCount } = checked;
  return {
    rowCount,
    kind: kind.name,
    storeId: tx.command.storeId,
    fileName: [...cleanText(fileName, { max: 1_000 })].slice(-100).join(''),
    state: 'CHECKED',
    errorCount: errors.length,
    warningCount: warnings.length,
    findings: JSON.stringify({ errors: errors.slice(0, LISTED), warnings: warnings.slice(0, LISTED) }),
    preview: JSON.stringify(rows.slice(0, PREVIEWED).map(({ row }) => kind.preview(row))),
    result: null,
    byId: tx.command.actorId,
    createdAt: tx.now,
    finishedAt: null,
  };
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { ImportWithdrawal } from './import-withdrawal.entity.js';
import { ImportsQueries } from './imports.queries.js';

export interface Withdrawn {
  readonly reason: string;
  readonly byName: string;
  readonly at: number;
}

/** Values, or the points of a list of members, that Finance cannot sign are withdrawn: they count for nothing, and the right file may come in. The members stay. */
@Injectable()
export class WithdrawOpening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ImportsQueries,
  ) {}

  /** Throws `page.notFound`, `text.required` beside `reason`, `import.value.none` or `import.opening.none` once it is signed or withdrawn. */
  async withdraw(
    desk: DeskContext,
    requestKey: string,
    { batchId, reason: typed }: { batchId: string; reason: string },
  ): Promise<void> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    await this.uow.run(commandAt(desk, 'imports.withdraw', requestKey, { batchId, reason }), async (tx) => {
      const batch = await this.queries.find(tx, desk.store.id, batchId);
      if (!batch) throw new DomainError('page.notFound');
      const withdrawn = await tx.run(
        "UPDATE import_batch SET state = 'WITHDRAWN' WHERE id = ? AND kind IN ('MEMBERS', 'VALUES') AND state = 'DONE' " +
          'AND NOT EXISTS (SELECT 1 FROM import_signature s WHERE s.batch_id = import_batch.id) ' +
          'AND NOT EXISTS (SELECT 1 FROM import_value_signature s WHERE s.batch_id = import_batch.id)',
        [batchId],
      );
      if (withdrawn !== 1) throw new DomainError(batch.kind === 'VALUES' ? 'import.value.none' : 'import.opening.none');
      await tx.insert(ImportWithdrawal, { batchId, reason, byId: tx.command.actorId, at: tx.now });
      return batchId;
    });
  }

  of(db: SqlReads, batchId: string): Promise<Withdrawn | undefined> {
    return db.one<Withdrawn>(
      "SELECT w.reason, COALESCE(p.name, '') AS by_name, w.at FROM import_withdrawal w LEFT JOIN staff p ON p.id = w.by_id WHERE w.batch_id = ?",
      [batchId],
    );
  }
}

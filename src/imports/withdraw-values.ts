import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { ImportWithdrawal } from './import-withdrawal.entity.js';
import { ImportsQueries } from './imports.queries.js';
import { ValueClaims } from './value-claims.js';

export interface Withdrawn {
  readonly reason: string;
  readonly byName: string;
  readonly at: number;
}

/** A list of values that Finance cannot sign is withdrawn: its lines count for nothing, and the right file may come in. */
@Injectable()
export class WithdrawValues {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ImportsQueries,
    private readonly claims: ValueClaims,
  ) {}

  /** Throws `page.notFound`, `text.required` beside `reason`, `import.value.none` once it is signed or withdrawn. */
  async withdraw(
    desk: DeskContext,
    requestKey: string,
    { batchId, reason: typed }: { batchId: string; reason: string },
  ): Promise<void> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    await this.uow.run(commandAt(desk, 'imports.withdraw', requestKey, { batchId, reason }), async (tx) => {
      if (!(await this.queries.find(tx, desk.store.id, batchId))) throw new DomainError('page.notFound');
      const withdrawn = await tx.run(
        "UPDATE import_batch SET state = 'WITHDRAWN' WHERE id = ? AND kind = 'VALUES' AND state = 'DONE' " +
          'AND NOT EXISTS (SELECT 1 FROM import_value_signature s WHERE s.batch_id = import_batch.id)',
        [batchId],
      );
      if (withdrawn !== 1) throw new DomainError('import.value.none');
      await this.claims.release(tx, batchId);
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

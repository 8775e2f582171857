import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Command, Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SlipClaims } from './slip-claims.js';
import { Slips } from './slips.js';
import type { SlipContent, SlipSource } from './rules/slip-content.js';

export interface ConflictDecision {
  readonly conflictId: string;
  /** Keep what is held, or take what arrived. */
  readonly decision: 'KEPT' | 'TAKEN';
  readonly reason: string;
}

interface ConflictRow {
  slipId: string;
  given: string;
  source: SlipSource;
  state: string;
  version: number;
}

/** A lead reads both contents and says which one is right. */
@Injectable()
export class SlipConflicts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly slips: Slips,
    private readonly claims: SlipClaims,
  ) {}

  /** Throws `page.notFound`, `slips.conflict.resolved`, `slips.reason.required`. */
  resolve(command: Command, decision: ConflictDecision): Promise<Outcome<{ slipId: string }>> {
    return this.units.run(command, (tx) => this.decide(tx, decision));
  }

  private async decide(tx: Tx, { conflictId, decision, reason }: ConflictDecision): Promise<{ slipId: string }> {
    const why = cleanText(reason, { max: 200, field: 'reason' });
    if (why === '') throw new DomainError('slips.reason.required', {}, 'reason');
    const row = await tx.one<ConflictRow>(
      'SELECT c.slip_id, c.given, c.source, c.state, s.version FROM slip_conflict c JOIN slip s ON s.id = c.slip_id ' +
        'WHERE c.id = ? AND c.store_id = ?',
      [conflictId, tx.command.storeId],
    );
    if (!row) throw new DomainError('page.notFound');
    if (row.state !== 'OPEN') throw new DomainError('slips.conflict.resolved');
    await tx.run('UPDATE slip_conflict SET state = ?, resolved_by = ?, resolved_at = ?, reason = ? WHERE id = ?', [
      decision,
      tx.command.actorId,
      tx.now,
      why,
      conflictId,
    ]);
    if (decision === 'TAKEN') await this.take(tx, conflictId, row);
    return { slipId: row.slipId };
  }

  private async take(tx: Tx, conflictId: string, { slipId, given, source, version }: ConflictRow): Promise<void> {
    const content: SlipContent = JSON.parse(given);
    await this.slips.putInForce(tx, { id: slipId, version }, content, source);
    await this.claims.changed(tx, slipId, { cause: 'CORRECTION', refId: conflictId, slipId });
  }
}

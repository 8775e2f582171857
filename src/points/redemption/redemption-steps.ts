import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import type { Tx } from '../../platform/database/tx.js';
import { RedemptionStep } from './redemption-step.entity.js';
import type { RedemptionRow } from './redemptions.queries.js';

export interface StepDraft {
  readonly kind: 'COLLECTED' | 'EXCHANGED' | 'UNDONE';
  readonly pieces: number;
  readonly reason: string | null;
  readonly documentId: string;
}

/** Writes down what became of a redemption. */
@Injectable()
export class RedemptionSteps {
  async add(tx: Tx, { id: redemptionId }: Pick<RedemptionRow, 'id'>, step: StepDraft): Promise<void> {
    const known = await tx.one<{ n: number }>(
      'SELECT COUNT(*) AS n FROM redemption_step WHERE redemption_id = ? AND kind = ?',
      [redemptionId, step.kind],
    );
    await tx.insert(RedemptionStep, {
      id: uuidv7(),
      redemptionId,
      ...step,
      ordinal: (known?.n ?? 0) + 1,
      byId: tx.command.actorId,
      at: tx.now,
    });
  }

  /** Nothing is owed for this redemption any more. Throws `redemption.notOwed` when nothing was. */
  async settleOwed(tx: Tx, redemptionId: string): Promise<void> {
    const gone = await tx.run('DELETE FROM owed_gift WHERE redemption_id = ? AND store_id = ?', [
      redemptionId,
      tx.command.storeId,
    ]);
    if (gone !== 1) throw new DomainError('redemption.notOwed');
  }
}

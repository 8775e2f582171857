import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { assertTransition } from '../../kernel/transitions.js';
import type { Tx } from '../../platform/database/tx.js';
import { RefundStanding } from './refund-standing.entity.js';
import { RefundStep } from './refund-step.entity.js';
import { type RefundAction, refundLife, type RefundState } from './rules/refund-life.js';

/** A refund through its life, a row for each step. */
@Injectable()
export class RefundSteps {
  async begin(tx: Tx, refundId: string): Promise<void> {
    const { storeId } = tx.command;
    await tx.insert(RefundStanding, { refundId, storeId, state: refundLife.initial, updatedAt: tx.now });
  }

  /** The update asks for the state it saw, so two desks cannot both take a step. Throws `page.notFound`, `refund.transition`. */
  async take(tx: Tx, refundId: string, action: RefundAction, note: string | null = null): Promise<RefundState> {
    const now = await tx.one<{ state: RefundState }>(
      'SELECT state FROM refund_standing WHERE refund_id = ? AND store_id = ?',
      [refundId, tx.command.storeId],
    );
    if (!now) throw new DomainError('page.notFound');
    const toState = assertTransition(refundLife, now.state, action);
    const moved = await tx.run(
      'UPDATE refund_standing SET state = ?, updated_at = ? WHERE refund_id = ? AND state = ?',
      [toState, tx.now, refundId, now.state],
    );
    if (moved !== 1) throw new DomainError('refund.transition', { from: now.state, action });
    await tx.insert(RefundStep, {
      id: uuidv7(),
      refundId,
      fromState: now.state,
      action,
      toState,
      note,
      byId: tx.command.actorId,
      at: tx.now,
    });
    return toState;
  }
}

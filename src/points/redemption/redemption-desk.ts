import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ApprovalsService } from '../../staff/approvals/approvals.service.js';
import { PendingSignatures } from '../../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext, handAt } from '../../staff/desk-context.js';
import { mayUndoAlone } from '../rules/undo-right.js';
import { AfterRedemption, type StepDone } from './after-redemption.js';
import type { Handler } from './redeem-gift.js';
import { type RedemptionRow, RedemptionsQueries } from './redemptions.queries.js';
import { type UndoDone, UndoRedemption } from './undo-redemption.js';

/** What became of an undo: done at once, or on its way to the roles that may decide. */
export type UndoOutcome = { readonly done: UndoDone } | { readonly sentTo: readonly string[] };

/** The acts that follow a redemption, as a clerk does them at the desk. */
@Injectable()
export class RedemptionDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly redemptions: RedemptionsQueries,
    private readonly after: AfterRedemption,
    private readonly undoing: UndoRedemption,
    private readonly approvals: ApprovalsService,
    private readonly signatures: PendingSignatures,
  ) {}

  /** Throws what `AfterRedemption.collect` throws. */
  async collect(desk: DeskContext, requestKey: string, redemptionId: string): Promise<StepDone> {
    const command = commandOfTheDay(desk, 'gifts.collect', requestKey, { redemptionId });
    return (await this.uow.run(command, (tx) => this.after.collect(tx, redemptionId, handlerAt(desk)))).result;
  }

  /** Counts at once; a lead signs before handover (待签). Throws what `AfterRedemption.exchange` throws. */
  async exchange(
    desk: DeskContext,
    requestKey: string,
    exchange: { redemptionId: string; pieces: number; reason: string },
  ): Promise<StepDone> {
    const command = commandOfTheDay(desk, 'gifts.exchange', requestKey, exchange);
    const { result } = await this.uow.run(command, async (tx) => {
      const done = await this.after.exchange(tx, exchange.redemptionId, exchange, handlerAt(desk));
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'gifts.exchange',
        documentId: done.documentId,
        summary: {
          key: 'redemption.approval.exchange',
          params: { documentNo: done.documentNo, pieces: exchange.pieces },
        },
      });
      return done;
    });
    return result;
  }

  /**
   * The clerk's own redemption of the open day is undone at once; anything else goes to a lead (远程).
   * Throws what `UndoRedemption.undo` throws.
   */
  async undo(
    desk: DeskContext,
    requestKey: string,
    undo: { redemptionId: string; reason: string },
  ): Promise<UndoOutcome> {
    const redemption = await this.redemptions.find(this.reader, desk.store.id, undo.redemptionId);
    if (!redemption) throw new DomainError('page.notFound');
    if (!this.isOwn(desk, redemption)) return this.sendUndo(desk, requestKey, undo, redemption);
    const command = commandOfTheDay(desk, 'gifts.undoRedemption', requestKey, undo);
    const { result } = await this.uow.run(command, (tx) => {
      if (!mayUndoAlone(redemption, { ...command, shiftId: tx.shiftId }))
        throw new DomainError('redemption.undo.needsLead');
      return this.undoing.undo(tx, undo.redemptionId, undo.reason, handlerAt(desk));
    });
    return { done: result };
  }

  /** Whether this person may undo it without a second one. */
  isOwn(desk: DeskContext, redemption: RedemptionRow): boolean {
    return mayUndoAlone(redemption, handAt(desk));
  }

  private async sendUndo(
    desk: DeskContext,
    requestKey: string,
    { redemptionId, reason: typed }: { redemptionId: string; reason: string },
    { documentNo, points, undoneAt }: RedemptionRow,
  ): Promise<UndoOutcome> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    if (undoneAt !== null) throw new DomainError('redemption.undone');
    const { roles } = await this.approvals.send(desk, requestKey, {
      kind: 'gifts.undoRedemption',
      input: { redemptionId, reason, clerkName: handlerAt(desk).name },
      personId: null,
      summary: { key: 'redemption.approval.undo', params: { documentNo, points } },
    });
    return { sentTo: roles };
  }
}

/** The clerk as the paper names them, and the printer of their desk. */
export function handlerAt({ person, terminal }: DeskContext): Handler {
  return { name: `${person.name} ${person.staffNo}`, printerId: terminal?.printerId ?? null };
}

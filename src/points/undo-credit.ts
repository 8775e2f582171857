import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup, type CardHolder } from '../cards/card-lookup.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Command, Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { SlipClaims } from '../slips/slip-claims.js';
import { Confirmations, type ConfirmationRow, visitOf } from './confirmations.js';
import { PointsAdjustment } from './points-adjustment.entity.js';
import { PointsOf } from './points-of.js';
import { type Clerk, PointsPapers } from './points-papers.js';
import { PointsPostings } from './points-postings.js';
import { mayUndoAlone } from './rules/undo-right.js';
import { undoDue } from './rules/visit-target.js';
import { type VisitClaim, Visits } from './visits.js';

export interface UndoInput {
  readonly confirmationId: string;
  readonly reason: string;
  readonly [key: string]: string;
}

export interface Undone {
  readonly confirmationId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly points: number;
  readonly tail: string;
  readonly [key: string]: string | number;
}

/** What an undo works with, once it is known that it may be done. */
interface OpenUndo {
  readonly confirmation: ConfirmationRow;
  readonly claims: readonly VisitClaim[];
  readonly holder: CardHolder | null;
  readonly points: number;
  readonly reason: string;
  readonly clerk: Clerk;
}

/** Wrong member: the credit is taken back and the slip is free for the right card (counter-practice §4.18). */
@Injectable()
export class UndoCredit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly confirmations: Confirmations,
    private readonly cards: CardLookup,
    private readonly visits: Visits,
    private readonly pointsOf: PointsOf,
    private readonly postings: PointsPostings,
    private readonly claims: SlipClaims,
    private readonly documents: DocumentsService,
    private readonly papers: PointsPapers,
  ) {}

  /** The clerk's own undo, within the shift. Throws `points.undo.needsManager`, `points.undo.done`, `points.reason.required`. */
  run(command: Command<UndoInput>, clerk: Clerk): Promise<Outcome<Undone>> {
    return this.units.run(command, async (tx) => {
      const confirmation = await this.confirmations.ofStore(tx, command.storeId, command.input.confirmationId);
      if (!mayUndoAlone(confirmation, { ...command, shiftId: tx.shiftId }))
        throw new DomainError('points.undo.needsManager');
      return this.within(tx, command.input, clerk);
    });
  }

  /** After the manager's approval, on any day. */
  async within(tx: Tx, { confirmationId, reason }: UndoInput, clerk: Clerk): Promise<Undone> {
    const why = cleanText(reason, { max: 200, field: 'reason' });
    if (why === '') throw new DomainError('points.reason.required', {}, 'reason');
    const confirmation = await this.confirmations.ofStore(tx, tx.command.storeId, confirmationId);
    if (confirmation.undoneAt !== null) throw new DomainError('points.undo.done');
    const holder = (await this.cards.byMembership(tx, confirmation.membershipId)) ?? null;
    const claims = await this.visits.claimsOf(tx, visitOf(confirmation));
    const points = await this.due(tx, confirmation, claims);
    const document = await this.takeBack(tx, { confirmation, claims, holder, points, reason: why, clerk });
    await this.claims.release(tx, 'points', confirmationId);
    await tx.insert(PointsAdjustment, {
      id: uuidv7(),
      confirmationId,
      cause: 'UNDO',
      refId: confirmationId,
      reason: why,
      points: 0 - points,
      documentId: document.id,
      byId: tx.command.actorId,
      at: tx.now,
    });
    return {
      confirmationId,
      points,
      documentId: document.id,
      documentNo: document.number,
      tail: (holder ?? confirmation).cardNo.slice(-4),
    };
  }

  private async due(tx: Tx, confirmation: ConfirmationRow, claims: readonly VisitClaim[]): Promise<number> {
    const rest = await this.visits.visit(
      tx,
      claims.filter(({ confirmationId }) => confirmationId !== confirmation.id),
      confirmation.policy,
    );
    const held = claims.reduce((sum, { heldPoints }) => sum + heldPoints, 0);
    return undoDue({ ...rest, heldPoints: held }, confirmation.points + Math.max(0, confirmation.addedPoints));
  }

  private async takeBack(tx: Tx, undo: OpenUndo): Promise<{ id: string; number: string }> {
    const { confirmation, points } = undo;
    const { membershipId } = confirmation;
    const standing = await this.pointsOf.standing(tx, membershipId);
    const document = await this.print(tx, undo, standing.balance);
    await this.postings.takeBack(tx, {
      membershipId,
      points,
      standing,
      creditDocumentIds: await this.confirmations.creditDocuments(tx, confirmation.id, undo.claims),
      kind: 'points.creditUndone',
      documentId: document.id,
    });
    return document;
  }

  private print(tx: Tx, { confirmation, holder, points, reason, clerk }: OpenUndo, before: number) {
    return this.documents.create(tx, {
      kind: 'points-undo',
      prefix: 'CX',
      copies: this.papers.bothCopies(clerk),
      personId: this.papers.sealedFor(holder),
      printerId: clerk.printerId,
      compose: this.papers.adjustment(clerk, {
        holder,
        titleKey: 'points.paper.undoTitle',
        before,
        change: 0 - points,
        facts: [
          { labelKey: 'points.paper.slipNo', value: confirmation.slipNo },
          { labelKey: 'points.paper.original', value: confirmation.documentNo },
          { labelKey: 'points.paper.reason', value: reason },
        ],
      }),
    });
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../cards/card-lookup.js';
import type { Tx } from '../platform/database/tx.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import type { ClaimKeeper, SlipChange, StandingClaim } from '../slips/slip-claims.js';
import { PolicyService } from '../venue/policy.service.js';
import { Confirmations, type ConfirmationRow, visitOf } from './confirmations.js';
import { PointsAdjustment } from './points-adjustment.entity.js';
import { PointsOf } from './points-of.js';
import { type Clerk, PointsPapers } from './points-papers.js';
import { PointsPostings } from './points-postings.js';
import { expiryOf } from './rules/lot-expiry.js';
import { recountDelta, refundDue } from './rules/visit-target.js';
import { type VisitClaim, Visits } from './visits.js';

interface Recount {
  readonly confirmation: ConfirmationRow;
  readonly claims: readonly VisitClaim[];
  readonly change: SlipChange;
  /** Signed. */
  readonly delta: number;
}

/** A slip that had earned points was refunded, settled again or corrected: its points follow, in the same unit. */
@Injectable()
export class RecountSlip implements ClaimKeeper {
  readonly kind = 'points';

  constructor(
    private readonly confirmations: Confirmations,
    private readonly visits: Visits,
    private readonly cards: CardLookup,
    private readonly pointsOf: PointsOf,
    private readonly policies: PolicyService,
    private readonly postings: PointsPostings,
    private readonly documents: DocumentsService,
    private readonly papers: PointsPapers,
  ) {}

  async recount(tx: Tx, claim: StandingClaim, change: SlipChange): Promise<void> {
    const confirmation = await this.confirmations.ofStore(tx, tx.command.storeId, claim.refId);
    const claims = await this.visits.claimsOf(tx, visitOf(confirmation));
    const visit = await this.visits.visit(tx, claims, confirmation.policy);
    const delta = change.cause === 'REFUND' ? 0 - refundDue(visit) : recountDelta(visit);
    if (delta !== 0) await this.adjust(tx, { confirmation, claims, change, delta });
  }

  private async adjust(tx: Tx, { confirmation, claims, change, delta }: Recount): Promise<void> {
    const { membershipId, id: confirmationId } = confirmation;
    const standing = await this.pointsOf.standing(tx, membershipId);
    const { debtPoints, balance } = standing;
    const { id: documentId } = await this.write(tx, confirmation, change, { before: balance, change: delta });
    if (delta > 0) {
      const expiresOn = await this.expiry(tx);
      await this.postings.credit(tx, { membershipId, documentId, expiresOn, points: delta, debtPoints });
    } else {
      const creditDocumentIds = await this.confirmations.creditDocuments(tx, confirmationId, claims);
      const taken = { membershipId, documentId, standing, creditDocumentIds, points: 0 - delta };
      await this.postings.takeBack(tx, { ...taken, kind: 'points.takenBack' });
    }
    const { cause, refId } = change;
    const by = { byId: tx.command.actorId, at: tx.now, reason: null };
    await tx.insert(PointsAdjustment, { ...by, id: uuidv7(), confirmationId, documentId, cause, refId, points: delta });
  }

  private async expiry(tx: Tx): Promise<string> {
    const { storeId, businessDate } = tx.command;
    if (businessDate === null) throw new Error(`${tx.command.kind} moves value without a business date`);
    return expiryOf(businessDate, (await this.policies.current(tx, storeId, businessDate)).points.expiryMonths);
  }

  /** Nobody waits for this paper: it is kept, and printed when the guest asks. A member who left must not stop the till's refund. */
  private async write(
    tx: Tx,
    { membershipId, slipNo, documentNo }: ConfirmationRow,
    { cause }: SlipChange,
    balance: { before: number; change: number },
  ): Promise<{ id: string }> {
    const holder = (await this.cards.byMembership(tx, membershipId)) ?? null;
    const store = await tx.one<{ name: string }>('SELECT name FROM store WHERE id = ?', [tx.command.storeId]);
    const clerk: Clerk = { name: '—', storeName: store?.name ?? '', printerId: null, locale: 'zh-CN' };
    return this.documents.create(tx, {
      kind: 'points-adjustment',
      prefix: 'TZ',
      copies: this.papers.oneCopy(clerk),
      personId: this.papers.sealedFor(holder),
      printerId: null,
      compose: this.papers.adjustment(clerk, {
        ...balance,
        holder,
        titleKey: 'points.paper.adjustTitle',
        facts: [
          { labelKey: 'points.paper.slipNo', value: slipNo },
          { labelKey: 'points.paper.original', value: documentNo },
          { labelKey: 'points.paper.reason', value: this.papers.causeText(cause, clerk.locale) },
        ],
      }),
    });
  }
}

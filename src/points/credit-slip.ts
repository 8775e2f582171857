import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Command, Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { SlipClaims } from '../slips/slip-claims.js';
import { Slips } from '../slips/slips.js';
import { type CreditInput, type CreditQuote, CreditQuotes } from './credit-quote.js';
import { keyedContent } from './paper-slip.js';
import { PointsConfirmation } from './points-confirmation.entity.js';
import { type Clerk, PointsPapers } from './points-papers.js';
import { PointsPostings } from './points-postings.js';
import { assertLateAllowed } from './rules/late-slips.js';

/** What a credit leaves; also what a till gets back. */
export interface Credited {
  readonly confirmationId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly slipId: string;
  readonly points: number;
  readonly balanceBefore: number;
  readonly balanceAfter: number;
  readonly expiresOn: string;
  /** Last four of the card, for the desk's list of acts. */
  readonly tail: string;
  readonly [key: string]: string | number;
}

export interface CreditCommandInput {
  readonly membershipId: string;
  readonly slipNo: string;
  readonly paper: { readonly roomNo: string; readonly amountFen: number; readonly settledOn: string | null } | null;
  readonly [key: string]: string | null | { readonly [key: string]: string | number | null };
}

/** Slip → points (003E-003…005): counted, posted, claimed and printed in one unit, once. */
@Injectable()
export class CreditSlip {
  constructor(
    private readonly units: UnitOfWork,
    private readonly quotes: CreditQuotes,
    private readonly slips: Slips,
    private readonly claims: SlipClaims,
    private readonly postings: PointsPostings,
    private readonly documents: DocumentsService,
    private readonly papers: PointsPapers,
  ) {}

  /**
   * Credits the slip of `command.input` to the membership. The actor may be a person at a desk or a till.
   * Throws `points.slip.unknown | unsettled | used | late | replaced | nothing`, `points.ownCard`, `points.paper.*`, `card.*`, `slips.no.*`.
   */
  run(command: Command<CreditCommandInput>, clerk: Clerk): Promise<Outcome<Credited>> {
    return this.units.run(command, (tx) => this.within(tx, command.input, clerk));
  }

  /** The act in an open unit, for whoever has one (the demo). Throws what `run` throws. */
  credit(tx: Tx, input: CreditInput, clerk: Clerk): Promise<Credited> {
    return this.within(tx, input, clerk);
  }

  /** 补积, after the manager's approval: a slip past its days, a few a member a year (counter-practice H10). */
  async late(tx: Tx, input: CreditInput, clerk: Clerk, reason: string): Promise<Credited> {
    const why = cleanText(reason, { max: 200, field: 'reason' });
    if (why === '') throw new DomainError('points.reason.required', {}, 'reason');
    await assertLateLeft(tx, input.membershipId);
    return this.within(tx, input, clerk, why);
  }

  private async within(tx: Tx, input: CreditInput, clerk: Clerk, lateReason: string | null = null): Promise<Credited> {
    const { storeId, businessDate, actorId } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const quote = await this.quotes.of(tx, { storeId, businessDate, actorId, now: tx.now }, input, lateReason !== null);
    const slipId = await this.keep(tx, quote);
    const document = await this.print(tx, clerk, quote);
    const made = { slipId, lateReason, documentId: document.id, clerkName: clerk.name };
    const confirmationId = await this.confirm(tx, quote, made);
    const { holder, points, standing, expiresOn } = quote;
    const { membershipId: holderId, cardNo } = holder;
    const tail = cardNo.slice(-4);
    const { id: documentId, number: documentNo } = document;
    const { balance: balanceBefore, debtPoints } = standing;
    await this.postings.credit(tx, { membershipId: holderId, points, expiresOn, documentId, debtPoints });
    await this.claims.take(tx, {
      slipId,
      kind: 'points',
      refId: confirmationId,
      holderId,
      tail,
      clerkName: clerk.name,
    });
    const balanceAfter = balanceBefore + points;
    return { confirmationId, slipId, points, expiresOn, tail, documentId, documentNo, balanceBefore, balanceAfter };
  }

  private print(tx: Tx, clerk: Clerk, quote: CreditQuote): Promise<{ id: string; number: string }> {
    return this.documents.create(tx, {
      kind: 'points-confirmation',
      prefix: 'JF',
      copies: this.papers.bothCopies(clerk),
      personId: quote.holder.personId,
      printerId: clerk.printerId,
      compose: this.papers.confirmation(clerk, quote),
    });
  }

  /** Paper is kept as it was keyed, so that a later push with another amount is seen. */
  private async keep(tx: Tx, { slip }: CreditQuote): Promise<string> {
    if (!slip.isKeyedNow && slip.id !== null) return slip.id;
    return (await this.slips.receive(tx, keyedContent(slip), 'PAPER')).slipId;
  }

  private async confirm(
    tx: Tx,
    { holder, policy, baseFen, multiplier, onBirthday, points, standing, expiresOn }: CreditQuote,
    made: Pick<PointsConfirmation, 'slipId' | 'documentId' | 'clerkName' | 'lateReason'>,
  ): Promise<string> {
    const { storeId, businessDate, actorId, terminalId } = tx.command;
    const id = uuidv7();
    await tx.insert(PointsConfirmation, {
      ...made,
      id,
      storeId,
      terminalId,
      points,
      baseFen,
      multiplier,
      expiresOn,
      businessDate: businessDate ?? '',
      membershipId: holder.membershipId,
      cardId: holder.cardId,
      unitFen: policy.unitFen,
      groupBuyEarns: policy.groupBuyEarns ? 1 : 0,
      tier: holder.tier,
      onBirthday: onBirthday ? 1 : 0,
      repaidPoints: Math.min(points, standing.debtPoints),
      balanceBefore: standing.balance,
      byId: actorId,
      at: tx.now,
    });
    return id;
  }
}

async function assertLateLeft(tx: Tx, membershipId: string): Promise<void> {
  const year = (tx.command.businessDate ?? '').slice(0, 4);
  const row = await tx.one<{ used: number }>(
    `SELECT COUNT(*) AS used FROM points_confirmation p WHERE p.membership_id = ? AND p.late_reason IS NOT NULL
       AND p.business_date >= ? AND p.business_date <= ?
       AND NOT EXISTS (SELECT 1 FROM points_adjustment a WHERE a.confirmation_id = p.id AND a.cause = 'UNDO')`,
    [membershipId, `${year}-01-01`, `${year}-12-31`],
  );
  assertLateAllowed(row?.used ?? 0);
}

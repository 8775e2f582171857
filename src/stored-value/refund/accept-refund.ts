import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger, type TransferDraft } from '../../ledger/ledger.js';
import { MemberTokens } from '../../members/member-tokens.js';
import { PersonFields } from '../../members/sealed-person.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import type { PrepaidPosting } from '../rules/prepaid-flows.js';
import { bonusOf, principalOf } from '../value-accounts.js';
import { EndRefund } from './end-refund.js';
import type { RefundHand } from './refund-hand.js';
import { assertReceiver, keyOf, type RefundInput, wishOf } from './refund-input.js';
import { RefundLine } from './refund-line.entity.js';
import { RefundLot } from './refund-lot.entity.js';
import { RefundPapers } from './refund-papers.js';
import { type RefundPlan, RefundPlans } from './refund-plans.js';
import { RefundSteps } from './refund-steps.js';
import { Refund } from './refund.entity.js';
import type { LotQuote } from './rules/refund-quote.js';

export type Accepted = {
  readonly refundId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly payFen: number;
  readonly tail: string;
};

/** A refund that the second person approved: everything it takes leaves the card in this unit, and nothing can be spent of it any more. */
@Injectable()
export class AcceptRefund {
  constructor(
    private readonly plans: RefundPlans,
    private readonly papers: RefundPapers,
    private readonly steps: RefundSteps,
    private readonly end: EndRefund,
    private readonly ledger: Ledger,
    private readonly vault: PersonVault,
    private readonly fields: PersonFields,
    private readonly tokens: MemberTokens,
  ) {}

  /**
   * What must hold before it is asked for, and again when it is approved. `at` in milliseconds.
   * Throws what `RefundPlans.plan` and `assertReceiver` throw, `refund.changed` when the figures are no longer those shown.
   */
  async check(db: SqlReads, storeId: string, input: RefundInput, at: number): Promise<RefundPlan> {
    const plan = await this.plans.plan(db, storeId, input.membershipId, wishOf(input), at);
    const changed = plan.payFen !== input.shownPayFen || plan.quote.residueFen !== input.shownResidueFen;
    if (changed) throw new DomainError('refund.changed');
    const row = await db.one<{ idHash: string | null }>('SELECT id_hash FROM person WHERE id = ?', [
      keyOf(plan.holder),
    ]);
    const known = { name: this.fields.name(plan.holder), idHash: row?.idHash ?? null };
    assertReceiver(input, known, { lines: plan.lines, hashOf: (number) => this.tokens.idHash(number) });
    if (input.giftOffsetFen > 0 && cleanText(input.giftReason, { max: 200, field: 'giftReason' }) === '')
      throw new DomainError('refund.giftReasonRequired', {}, 'giftReason');
    return plan;
  }

  async within(tx: Tx, input: RefundInput, hand: RefundHand): Promise<Accepted> {
    const plan = await this.check(tx, tx.command.storeId, input, tx.now);
    const refundId = uuidv7();
    const paper = await this.papers.accepted(tx, plan, input, hand);
    await this.record(tx, { refundId, documentId: paper.id }, plan, input);
    await this.post(tx, paper.id, plan, input.giftOffsetFen);
    await this.steps.begin(tx, refundId);
    if (plan.invoiced.length > 0) await this.steps.take(tx, refundId, 'awaitRed');
    else if (plan.lines.length === 0) await this.end.paid(tx, refundId, paper.id);
    return {
      refundId,
      documentId: paper.id,
      documentNo: paper.number,
      payFen: plan.payFen,
      tail: plan.holder.cardNo.slice(-4),
    };
  }

  private async record(
    tx: Tx,
    made: { refundId: string; documentId: string },
    plan: RefundPlan,
    input: RefundInput,
  ): Promise<void> {
    const { refundId } = made;
    await this.recordWhole(tx, made, plan, input);
    for (const lot of plan.quote.lots) {
      const standing = plan.invoiced.filter(({ lotId }) => lotId === lot.lotId);
      const invoicedFen = standing.reduce((sum, found) => sum + found.invoicedFen, 0);
      await tx.insert(RefundLot, { refundId, ...lot, invoicedFen });
    }
    for (const line of plan.lines) await tx.insert(RefundLine, { id: uuidv7(), refundId, ...line });
  }

  private async recordWhole(
    tx: Tx,
    { refundId, documentId }: { refundId: string; documentId: string },
    { quote, holder }: RefundPlan,
    input: RefundInput,
  ): Promise<void> {
    const { storeId, businessDate, actorId: byId } = tx.command;
    const personId = keyOf(holder);
    const { receiver, membershipId, cause, rescindedOn, choice, giftOffsetFen, giftReason, reason } = input;
    const { lots: _lots, ...sums } = quote;
    const origin = { storeId, documentId, membershipId, personId, cause, rescindedOn, choice, byId };
    await tx.insert(Refund, {
      ...origin,
      ...sums,
      id: refundId,
      sealedReceiver: await this.vault.seal(tx, personId, receiverPlace(refundId), JSON.stringify(receiver)),
      giftOffsetFen,
      giftReason: giftOffsetFen > 0 ? giftReason : null,
      reason: reason.trim() === '' ? null : reason,
      receiver: receiver.kind,
      endsCard: input.endsCard ? 1 : 0,
      takesTierBack: input.takesTierBack ? 1 : 0,
      businessDate: businessDate ?? '',
      at: tx.now,
    });
  }

  /** Each kind of posting has its column in the roll-forward (counter-practice E4). */
  private async post(
    tx: Tx,
    documentId: string,
    { quote, membershipId, holder }: RefundPlan,
    giftOffsetFen: number,
  ): Promise<void> {
    const owner = holder.membershipId;
    const all = (kind: PrepaidPosting, moves: (lot: LotQuote) => TransferDraft[]) => {
      const transfers = quote.lots.flatMap(moves);
      return transfers.length === 0 ? undefined : this.ledger.post(tx, { kind, documentId, transfers });
    };
    await all('prepaid.refunded', ({ lotId, refundFen }) =>
      fen(principalOf(owner, lotId), { kind: 'prepaid.refunded', owner: membershipId }, refundFen),
    );
    await all('prepaid.residueKept', ({ lotId, residueFen, bonusResidueFen }) => [
      ...fen(principalOf(owner, lotId), { kind: 'prepaid.residue', owner: membershipId }, residueFen),
      ...fen(bonusOf(owner, lotId), { kind: 'prepaid.residue', owner: membershipId }, bonusResidueFen),
    ]);
    await all('prepaid.bonusCancelled', ({ lotId, bonusCancelledFen }) =>
      fen(bonusOf(owner, lotId), { kind: 'prepaid.bonusCancelled', owner: membershipId }, bonusCancelledFen),
    );
    if (giftOffsetFen === 0) return;
    const { storeId } = tx.command;
    await this.ledger.post(tx, {
      kind: 'refund.giftSetOff',
      documentId,
      transfers: fen(
        { kind: 'income.giftOffset', owner: storeId },
        { kind: 'prepaid.takings', owner: storeId },
        giftOffsetFen,
      ),
    });
  }
}

/** Where the sealed receiver belongs: it opens nowhere else. */
export const receiverPlace = (refundId: string): string => `refund.receiver:${refundId}`;

function fen(from: TransferDraft['from'], to: TransferDraft['to'], amount: number): TransferDraft[] {
  return amount === 0 ? [] : [{ unit: 'FEN', from, to, amount }];
}

import { Injectable } from '@nestjs/common';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger } from '../../ledger/ledger.js';
import { Refunds } from '../../ledger/refunds.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext, tillOf } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { PolicyService } from '../../venue/policy.service.js';
import { TENDERS, type TillKind } from '../../venue/rules/tender-kinds.js';
import { EndRefund } from './end-refund.js';
import { InvoicedLots } from './invoiced-lots.js';
import { handOf } from './refund-hand.js';
import { RefundPapers } from './refund-papers.js';
import { RefundPayment } from './refund-payment.entity.js';
import { RefundSteps } from './refund-steps.js';
import { type LineRow, type RefundRow, RefundsQueries } from './refunds.queries.js';
import { simpleInterestFen } from './rules/interest.js';
import { assertCash, PAY_WAYS, type PayWay } from './rules/pay-routes.js';

export interface TypedPayment {
  readonly lineId: string;
  readonly way: string;
  /** Last digits of the acquirer's or the bank's transaction. */
  readonly reference: string;
  readonly reason: string;
}

export type Paid = {
  readonly refundId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly paidFen: number;
  readonly last: boolean;
};

/** The money goes out, line by line, from the drawer that serves now. */
@Injectable()
export class PayRefund {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: RefundsQueries,
    private readonly invoiced: InvoicedLots,
    private readonly steps: RefundSteps,
    private readonly end: EndRefund,
    private readonly papers: RefundPapers,
    private readonly ledger: Ledger,
    private readonly refunds: Refunds,
    private readonly policies: PolicyService,
  ) {}

  /**
   * Throws `page.notFound`, `refund.transition`, `refund.paid`, `refund.stillInvoiced`, `refund.way`, `refund.wayChange`, `refund.cashLimit {limit}`,
   * `refund.reasonRequired`, `refund.referenceRequired`, `ledger.drawerShort {have}`, `shifts.*`, `venue.dayNotOpen`.
   */
  async pay(desk: DeskContext, key: string, refundId: string, typed: TypedPayment): Promise<Paid> {
    const command = commandOfTheDay(desk, 'refunds.pay', key, { refundId, ...typed });
    const till = tillOf(desk);
    return (await this.uow.run(command, (tx) => this.within(tx, desk, till, refundId, typed))).result;
  }

  private async within(tx: Tx, desk: DeskContext, till: string, refundId: string, typed: TypedPayment): Promise<Paid> {
    const refund = await this.queries.find(tx, desk.store.id, refundId);
    const lines = await this.queries.lines(tx, refundId);
    const line = lines.find(({ id }) => id === typed.lineId);
    if (!refund || !line) throw new DomainError('page.notFound');
    if (line.paidAt !== null) throw new DomainError('refund.paid');
    const standing = await this.invoiced.of(tx, [line.lotId]);
    if (standing.length > 0) throw new DomainError('refund.stillInvoiced');
    const { way, reference, reason } = read(desk, line, typed);
    const period = { from: refund.rescindedOn, to: calendarDate(tx.now) };
    const interestFen = simpleInterestFen(line.amountFen, line.rate, period);
    const paidFen = line.amountFen + interestFen;
    if (way === 'CASH') {
      await this.assertCashLimit(tx, line.amountFen, refund);
      await this.refunds.assertCash(tx, till, paidFen);
    }
    const paper = await this.papers.paid(tx, refund, { ...line, way, interestFen, reference }, handOf(desk));
    await this.post(tx, paper.id, { way, till, amountFen: line.amountFen, interestFen });
    await tx.insert(RefundPayment, {
      lineId: line.id,
      refundId,
      way,
      reference,
      reason,
      interestFen,
      amountFen: line.amountFen,
      accountOwner: till,
      documentId: paper.id,
      byId: tx.command.actorId,
      businessDate: tx.command.businessDate ?? '',
      at: tx.now,
    });
    const last = lines.every(({ id, paidAt }) => id === line.id || paidAt !== null);
    if (last) await this.end.paid(tx, refundId, paper.id);
    else await this.steps.take(tx, refundId, 'payPart');
    return { refundId, documentId: paper.id, documentNo: paper.number, paidFen, last };
  }

  /** A lead may pay another way than was signed for, but the house's limit holds for the whole refund, and for the holder in a day. */
  private async assertCashLimit(tx: Tx, dueFen: number, { id, personId }: RefundRow): Promise<void> {
    const { storeId, businessDate } = tx.command;
    const today = businessDate ?? calendarDate(tx.now);
    const { cashLimitFen } = (await this.policies.current(tx, storeId, today)).refund;
    assertCash((await this.queries.cashPaid(tx, personId, id, today)) + dueFen, cashLimitFen, 'way');
  }

  private async post(
    tx: Tx,
    documentId: string,
    { way, till, amountFen, interestFen }: { way: PayWay; till: string; amountFen: number; interestFen: number },
  ): Promise<void> {
    const from = { kind: tillOfWay(way), owner: till };
    const owner = tx.command.storeId;
    const interest = { unit: 'FEN', from, to: { kind: 'expense.refundInterest', owner }, amount: interestFen } as const;
    await this.ledger.post(tx, {
      kind: 'refund.paid',
      documentId,
      transfers: [
        { unit: 'FEN', from, to: { kind: 'prepaid.takings', owner }, amount: amountFen },
        ...(interestFen > 0 ? [interest] : []),
      ],
    });
  }
}

/** Another way than was signed for is a lead's own decision, with its reason (counter-practice H13, 4.7). */
function read(
  desk: DeskContext,
  line: LineRow,
  typed: TypedPayment,
): { way: PayWay; reference: string | null; reason: string | null } {
  const way = PAY_WAYS.find((known) => known === typed.way);
  if (!way) throw new DomainError('refund.way', {}, 'way');
  const reason = cleanText(typed.reason, { max: 200, field: 'reason' });
  if (way !== line.way && !mayDo(desk.person.roles, 'refunds.changeWay'))
    throw new DomainError('refund.wayChange', {}, 'way');
  if (way !== line.way && reason === '') throw new DomainError('refund.reasonRequired', {}, 'reason');
  const reference = cleanText(typed.reference, { max: 64, field: 'reference' });
  if (way !== 'CASH' && reference === '') throw new DomainError('refund.referenceRequired', {}, 'reference');
  return { way, reference: reference === '' ? null : reference, reason: reason === '' ? null : reason };
}

/** Money to an account in the guest's name goes out as a transfer came in. */
function tillOfWay(way: PayWay): TillKind {
  return TENDERS[way === 'BANK_ACCOUNT' ? 'TRANSFER' : way].till;
}

import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../../cards/card-lookup.js';
import type { CameWith } from '../../cards/tier/came-with.js';
import { TierSteps } from '../../cards/tier-steps.js';
import { allocate } from '../../kernel/allocate.js';
import { calendarDate, daysBetween, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { PolicyService } from '../../venue/policy.service.js';
import type { RefundPolicy } from '../../venue/rules/refund-policy.js';
import { type InvoicedLot, InvoicedLots } from './invoiced-lots.js';
import { type HeldLot, RefundLots } from './refund-lots.js';
import { type PayChoice, type PayLine, payRoutes } from './rules/pay-routes.js';
import { assertMayRefund } from './rules/refund-cards.js';
import type { RefundCause } from './rules/refund-basis.js';
import { quoteRefund, type RefundQuote } from './rules/refund-quote.js';

/** What the guest asks for. */
export interface RefundWish {
  readonly cause: RefundCause;
  /** Empty = every lot that holds something. */
  readonly lotIds: readonly string[];
  readonly rescindedOn: PlainDate;
  readonly planFrom: PlainDate | null;
  readonly planTo: PlainDate | null;
  readonly choice: PayChoice;
  readonly giftOffsetFen: number;
}

/** A refund worked out and nothing done yet: 退卡试算. */
export interface RefundPlan {
  readonly membershipId: string;
  readonly holder: CardHolder;
  readonly lots: readonly HeldLot[];
  readonly quote: RefundQuote;
  /** What goes out, gift set off. */
  readonly lines: readonly PayLine[];
  readonly payFen: number;
  readonly cameWith: readonly CameWith[];
  readonly invoiced: readonly InvoicedLot[];
  /** Everything of the card is paid back: nothing remains. */
  readonly empties: boolean;
  readonly terms: RefundPolicy;
}

/** Works a refund out from what the books say at this moment; the same again when it is approved. */
@Injectable()
export class RefundPlans {
  constructor(
    private readonly cards: CardLookup,
    private readonly lots: RefundLots,
    private readonly invoiced: InvoicedLots,
    private readonly tiers: TierSteps,
    private readonly policies: PolicyService,
  ) {}

  /**
   * `at` in milliseconds. Throws `page.notFound`, `refund.nothing`, `refund.unknownLot`, `refund.frozen`, `refund.rescinded`,
   * `refund.plan`, `refund.giftTooMuch`, `refund.cashLimit`.
   */
  async plan(db: SqlReads, storeId: string, membershipId: string, wish: RefundWish, at: number): Promise<RefundPlan> {
    const holder = await this.cards.byMembership(db, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    assertMayRefund(await this.cards.cardsOf(db, membershipId));
    const held = await this.lots.held(db, membershipId);
    const lots = chosen(held, wish.lotIds);
    assertDates(wish, calendarDate(at));
    const { refund: terms, venue } = await this.policies.current(db, storeId, calendarDate(at));
    const sold = await this.termsAtSale(db, lots);
    const balanceFen = held.reduce((sum, lot) => sum + lot.principalLeftFen + lot.bonusLeftFen, 0);
    const quote = quoteRefund(
      lots,
      { at, balanceFen, cause: wish.cause, cutoff: venue.dayCutoff, ...planOf(wish, calendarDate(at)) },
      { today: terms, atSale: (lotId) => sold.get(lotId) },
    );
    const lines = netLines(lots, quote, wish, terms.cashLimitFen);
    return {
      membershipId,
      holder,
      lots,
      quote,
      lines,
      terms,
      payFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
      cameWith: await this.cameWith(db, lots),
      invoiced: await this.invoiced.of(
        db,
        lots.map(({ lotId }) => lotId),
      ),
      empties: lots.length === held.length,
    };
  }

  /** What was frozen with the lot; of one that kept nothing, the policy of its store on its date. */
  private async termsAtSale(db: SqlReads, lots: readonly HeldLot[]): Promise<ReadonlyMap<string, RefundPolicy>> {
    const sold = new Map<string, RefundPolicy>();
    for (const { lotId, storeId, businessDate, terms } of lots)
      sold.set(lotId, terms.refund ?? (await this.policies.current(db, storeId, businessDate)).refund);
    return sold;
  }

  private async cameWith(db: SqlReads, lots: readonly HeldLot[]): Promise<CameWith[]> {
    const found = new Map<string, CameWith>();
    for (const lot of lots) for (const step of await this.tiers.cameWith(db, lot)) found.set(step.stepId, step);
    return [...found.values()];
  }
}

function chosen(held: readonly HeldLot[], lotIds: readonly string[]): readonly HeldLot[] {
  if (held.length === 0) throw new DomainError('refund.nothing');
  if (lotIds.length === 0) return held;
  const lots = held.filter(({ lotId }) => lotIds.includes(lotId));
  if (lots.length !== new Set(lotIds).size) throw new DomainError('refund.unknownLot', {}, 'lots');
  return lots;
}

/** Five years back is as far as any record must be kept (facts 1.2). */
function assertDates({ cause, rescindedOn, planFrom, planTo }: RefundWish, today: PlainDate): void {
  if (rescindedOn > today || daysBetween(rescindedOn, today) > 1_830)
    throw new DomainError('refund.rescinded', {}, 'rescindedOn');
  if (cause === 'TIME' && (planFrom === null || planTo === null || planTo < planFrom))
    throw new DomainError('refund.plan', {}, 'planTo');
}

function planOf({ cause, planFrom: from, planTo: to }: RefundWish, today: PlainDate) {
  return cause === 'TIME' && from !== null && to !== null ? { plan: { from, to, today } } : {};
}

/** The ways back, with the gift that is kept taken off by what each line carries. */
function netLines(lots: readonly HeldLot[], quote: RefundQuote, wish: RefundWish, cashLimitFen: number): PayLine[] {
  const { giftOffsetFen, choice } = wish;
  if (giftOffsetFen > quote.refundFen) throw new DomainError('refund.giftTooMuch', {}, 'giftOffset');
  if (quote.refundFen === 0) return [];
  const offsets = allocate(
    giftOffsetFen,
    quote.lots.map(({ refundFen }) => refundFen),
  );
  const toPay = quote.lots.map(({ lotId, refundFen }, index) => ({
    lotId,
    refundFen: refundFen - (offsets[index] ?? 0),
    paidIn: lots.find((lot) => lot.lotId === lotId)?.tenders ?? [],
  }));
  return payRoutes(toPay, choice, cashLimitFen);
}

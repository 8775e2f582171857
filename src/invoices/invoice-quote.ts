import { Injectable } from '@nestjs/common';
import { addDays, calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { dateTime, money } from '../platform/views/format.js';
import { PolicyService } from '../venue/policy.service.js';
import type { InvoicePolicy } from '../venue/rules/invoice-policy.js';
import type { InvoiceItem } from './rules/invoiceable.js';
import { InvoiceSources } from './sources/invoice-sources.js';
import type { Source, SourceRef } from './sources/source.js';
import { lastStamp } from './slip-stamps.js';

export interface QuoteAt {
  readonly storeId: string;
  readonly businessDate: string;
  readonly now: number;
}

/** What these payments allow together, worked out and typed by nobody (003E-069). */
export interface InvoiceQuote {
  readonly sources: readonly Source[];
  readonly openFen: number;
  readonly item: InvoiceItem;
  readonly policy: InvoicePolicy;
}

/** Looks at payments with the eyes of the invoice desk. */
@Injectable()
export class InvoiceQuotes {
  constructor(
    private readonly sources: InvoiceSources,
    private readonly policies: PolicyService,
  ) {}

  /** Throws `page.notFound`. Nothing else is refused: the page shows what there is and why the rest is zero. */
  async of(db: SqlReads, at: QuoteAt, refs: readonly SourceRef[]): Promise<InvoiceQuote> {
    const policy = (await this.policies.current(db, at.storeId, at.businessDate)).invoices;
    const sources = await this.sources.all(db, at.storeId, refs, policy);
    const openFen = sources.reduce((sum, { money: { openFen: open } }) => sum + open, 0);
    return { sources, openFen, policy, item: sources[0]?.item ?? 'SERVICE' };
  }

  /**
   * The same for issuing: each payment must be settled, in force, asked for in time, presented, and still open; all of one item.
   * Throws `invoices.slip.*`, `invoices.used {time, clerk, no}`, `invoices.zero.<reason>`, `invoices.item.mixed`, `invoices.visit.*`.
   */
  async forIssue(
    db: SqlReads,
    at: QuoteAt,
    refs: readonly SourceRef[],
    { visits, corrects = false }: { readonly visits: readonly string[] | null; readonly corrects?: boolean },
  ): Promise<InvoiceQuote> {
    const quote = await this.of(db, at, refs);
    for (const [index, source] of quote.sources.entries()) {
      assertSettled(source, at);
      // a right title for what was asked for in time is never too late
      if (!corrects) assertInTime(source, at, quote.policy);
      if (visits !== null) await assertPresented(db, source, visits[index] ?? '');
      if (source.money.openFen === 0) await refuseZero(db, source);
      if (source.item !== quote.item) throw new DomainError('invoices.item.mixed', {}, 'sources');
    }
    return quote;
  }
}

function assertSettled(source: Source, { now }: QuoteAt): void {
  const params = { number: source.number };
  if (source.replaced) throw new DomainError('invoices.slip.replaced', params, 'sources');
  // (g): an invoice is never older than its payment
  if (source.paidAt === null || source.paidAt > now)
    throw new DomainError('invoices.slip.unsettled', params, 'sources');
}

function assertInTime({ number, paidAt }: Source, { now }: QuoteAt, { claimDays }: InvoicePolicy): void {
  if (paidAt !== null && calendarDate(now) > addDays(calendarDate(paidAt), claimDays))
    throw new DomainError('invoices.slip.late', { number, n: claimDays }, 'sources');
}

/** 003E-067: both papers, or the supervisor's 「客人遗失」 (H7). A till that gives no 开房单 number leaves it to the clerk's eyes. */
async function assertPresented(db: SqlReads, { kind, id, visitNo, number }: Source, visit: string): Promise<void> {
  if (kind !== 'SLIP') return;
  if (await isReceiptLost(db, id)) return;
  if (visit === '') throw new DomainError('invoices.visit.required', { number }, 'visitNo');
  if (visitNo !== null && visitNo !== visit) throw new DomainError('invoices.visit.other', { number }, 'visitNo');
}

/** Nothing is open: because it was invoiced (who, when, which), or because nothing of it is money. */
async function refuseZero(db: SqlReads, source: Source): Promise<never> {
  const stamp = source.money.invoicedFen > 0 ? await lastStamp(db, source.id) : undefined;
  if (stamp) {
    const params = { time: dateTime(stamp.at).slice(5), clerk: stamp.clerkName, no: stamp.number };
    throw new DomainError('invoices.used', params, 'sources');
  }
  const [zero] = source.notInvoiced.toSorted((a, b) => b.fen - a.fen);
  if (zero) throw new DomainError(`invoices.zero.${zero.reason}`, { fen: money(zero.fen) }, 'sources');
  throw new DomainError('invoices.zero.NOTHING', {}, 'sources');
}

/** 「客人遗失」, by the supervisor's word. */
export async function isReceiptLost(db: SqlReads, slipId: string): Promise<boolean> {
  return (await db.one('SELECT id FROM invoice_lost_receipt WHERE slip_id = ? LIMIT 1', [slipId])) !== undefined;
}

import { Injectable } from '@nestjs/common';
import { CardLookup } from '../../cards/card-lookup.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';
import { Reader } from '../../platform/database/reader.js';
import { normalSlipNo } from '../../slips/rules/slip-content.js';
import { slipByNo } from '../../slips/slip-rows.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { parseOldQr } from '../rules/old-qr.js';
import { type SourceRef, sourceText } from '../sources/source.js';

/** What was typed at F7; `also` are the payments that stand on the page already. */
export type TypedFind = Readonly<Record<'slipNo' | 'visitNo' | 'card' | 'also' | 'alsoVisits', string>>;

/** From papers, cards and numbers to the page they lead to; nothing personal stands in the address. */
@Injectable()
export class FoundAddress {
  constructor(
    private readonly queries: InvoiceQueries,
    private readonly cards: CardLookup,
    private readonly reader: Reader,
  ) {}

  /** Where the issue page, the member's payments or the invoice is. Throws `card.unknown`, `invoices.find.nothing`, `invoices.sources.unknown`. */
  async of(desk: DeskContext, typed: TypedFind): Promise<string> {
    if (typed.card.trim() !== '') {
      const holder = await this.cards.byNumber(this.reader, typed.card);
      if (!holder) throw new DomainError('card.unknown', {}, 'card');
      return `/invoices/member/${holder.membershipId}`;
    }
    if (typed.slipNo.trim() === '') throw new DomainError('invoices.find.nothing', {}, 'slipNo');
    const invoiceId = await this.invoiceUnder(desk, typed.slipNo);
    if (invoiceId !== undefined) return `/invoices/records/${invoiceId}`;
    const refs = await this.refsOf(desk, typed.slipNo);
    const all = [...typed.also.split(',').filter((ref) => ref !== ''), ...refs.map(sourceText)];
    const before = typed.also === '' ? [] : typed.alsoVisits.split(',');
    const visits = [...before, ...refs.map(() => toHalfWidth(typed.visitNo).trim().toUpperCase())];
    return `/invoices/issue?${new URLSearchParams({ s: all.join(','), v: visits.join(',') }).toString()}`;
  }

  /** What a member paid here. Throws `page.notFound`. */
  async paymentsOf(desk: DeskContext, membershipId: string): Promise<SourceRef[]> {
    if (!(await this.cards.byMembership(this.reader, membershipId))) throw new DomainError('page.notFound');
    return this.queries.ofMember(desk.store.id, membershipId);
  }

  private async refsOf(desk: DeskContext, typed: string): Promise<SourceRef[]> {
    const number = normalSlipNo(typed);
    const slip = await slipByNo(this.reader, desk.store.id, number);
    const refs = slip ? [{ kind: 'SLIP' as const, id: slip.id }] : await this.queries.byPaper(desk.store.id, number);
    if (refs.length === 0) throw new DomainError('invoices.sources.unknown', {}, 'slipNo');
    return refs;
  }

  /** The code of an older invoice scanned, its 20 digits, or the 8 of a sheet. */
  private invoiceUnder(desk: DeskContext, typed: string): Promise<string | undefined> {
    const scanned = parseOldQr(typed);
    if (scanned) return this.queries.byNumber(desk.store.id, scanned.number, scanned.code);
    const digits = toHalfWidth(typed).trim();
    if (/^(\d{20}|\d{8})$/.test(digits)) return this.queries.byNumber(desk.store.id, digits);
    return Promise.resolve(undefined);
  }
}

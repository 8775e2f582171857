import { Injectable } from '@nestjs/common';
import { isPlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import { slipById } from '../../slips/slip-rows.js';
import { SlipsQueries } from '../../slips/slips.queries.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { InvoiceQuotes } from '../invoice-quote.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { type Source, type SourceRef, sourceText } from '../sources/source.js';
import { typedFen } from './invoice-input.js';
import { InvoiceWords } from './invoice-words.presenter.js';

/** The three things a slip serves; undoing one leaves the others to be looked at. */
const CLAIMS = ['points', 'invoice', 'value'] as const;

interface SpendEvent {
  readonly at: number;
  readonly amountFen: number;
  readonly byName: string;
  readonly cardNo: string;
  readonly returnedFen: number;
  readonly returnedAt: number | null;
}

/** Lists of payments among which the clerk chooses, and what one slip has served. */
@Injectable()
export class FoundPresenter {
  constructor(
    private readonly quotes: InvoiceQuotes,
    private readonly queries: InvoiceQueries,
    private readonly slipQueries: SlipsQueries,
    private readonly commands: InvoiceCommands,
    private readonly words: InvoiceWords,
    private readonly i18n: I18n,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Slips of a night, of a room, of an amount or of both. */
  async night(desk: DeskContext, typed: Readonly<Record<'room' | 'date' | 'amount', string>>): Promise<object> {
    const wanted = {
      room: toHalfWidth(typed.room).trim().toUpperCase().slice(0, 20),
      date: isPlainDate(typed.date) ? typed.date : this.commands.dateOf(desk),
      amount: typed.amount.trim().slice(0, 20),
    };
    const amountFen = typedFen(wanted.amount);
    const refs =
      amountFen === undefined ? [] : await this.queries.slipsOfNight(desk.store.id, { ...wanted, amountFen });
    const wrong = amountFen === undefined ? this.words.error(desk.locale, 'money.invalid') : undefined;
    return { wanted, wrong, ...(await this.payments(desk, refs)) };
  }

  /** Payments with what may still be invoiced on each. */
  async payments(desk: DeskContext, refs: readonly SourceRef[]): Promise<object> {
    const at = { storeId: desk.store.id, businessDate: this.commands.dateOf(desk), now: this.clock.now() };
    const { sources } = await this.quotes.of(this.reader, at, refs);
    return {
      menu: this.words.menu(desk, 'issue'),
      columns: this.words.columns(desk.locale, ['paper', 'paid', '>worth', '>invoiced', '>open', 'act']),
      rows: sources.map((source) => this.payment(desk.locale, source)),
    };
  }

  /** What a slip has served: who, when, still in force or given up. */
  async slip(desk: DeskContext, slipId: string): Promise<object> {
    const { locale, store } = desk;
    const slip = await this.slipQueries.find(store.id, slipId);
    if (!slip) throw new DomainError('page.notFound');
    const claims = await this.slipQueries.claims(slipId);
    const spends = await this.spends(desk, slip.slipNo);
    const blocks = CLAIMS.map((kind) => ({
      title: this.words.say(locale, `slip.${kind}`),
      icon: { points: 'star', invoice: 'receipt-text', value: 'wallet' }[kind],
      empty: this.words.say(locale, 'slip.none'),
      events: [
        ...claims.filter((claim) => claim.kind === kind).map((claim) => this.event(locale, claim)),
        ...(kind === 'value' ? spends : []),
      ],
    }));
    return {
      menu: this.words.menu(desk, null),
      title: slip.slipNo,
      note: slip.roomNo,
      blocks,
      issueHref: `/invoices/issue?s=SLIP:${slipId}`,
      slipHref: `/slips/${slipId}`,
      money: (await this.payments(desk, [{ kind: 'SLIP', id: slipId }])) as Record<string, unknown>,
    };
  }

  async slipNo(desk: DeskContext, slipId: string): Promise<string> {
    const slip = await slipById(this.reader, desk.store.id, slipId);
    if (!slip) throw new DomainError('page.notFound');
    return slip.slipNo;
  }

  private payment(locale: Locale, source: Source) {
    const { money: worth, notInvoiced } = source;
    const reason = notInvoiced.find(({ reason: why }) => why !== 'BONUS');
    const note = worth.openFen === 0 && reason ? this.words.error(locale, `invoices.zero.${reason.reason}`) : undefined;
    const label = this.words.say(locale, 'room.choose');
    return {
      cells: [
        {
          text: [this.words.say(locale, `sourceKinds.${source.kind}`), source.number, source.roomNo].join(' ').trim(),
          note,
          ...(source.kind === 'SLIP' ? { href: `/invoices/slips/${source.id}` } : {}),
        },
        { text: source.paidAt === null ? this.words.say(locale, 'issue.unsettled') : dateTime(source.paidAt) },
        { text: money(worth.paidFen) },
        { text: money(worth.invoicedFen) },
        { text: money(worth.openFen), strong: true },
        worth.openFen > 0 && source.paidAt !== null
          ? { text: '', action: { label, href: `/invoices/issue?s=${sourceText(source)}` } }
          : { text: '', badge: this.words.standing(locale, worth) },
      ],
    };
  }

  private event(
    locale: Locale,
    claim: {
      claimedAt: number;
      clerkName: string;
      tail: string;
      kind: string;
      holderId: string;
      releasedAt: number | null;
    },
  ) {
    const released =
      claim.releasedAt === null
        ? undefined
        : this.words.say(locale, 'slip.released', { time: dateTime(claim.releasedAt).slice(5) });
    return {
      time: dateTime(claim.claimedAt).slice(5),
      title: this.words.say(locale, `slip.tail.${claim.kind === 'invoice' ? 'invoice' : 'card'}`, { tail: claim.tail }),
      note: released,
      who: claim.clerkName,
      tone: claim.releasedAt === null ? 'ok' : 'plain',
      icon: undefined,
      action:
        claim.kind === 'invoice'
          ? { label: this.i18n.t(locale, 'ui.open'), href: `/invoices/records/${claim.holderId}` }
          : undefined,
    };
  }

  /** Stored value that paid it, and what of that went back to the card. */
  private async spends({ locale, store }: DeskContext, slipNo: string) {
    const rows = await this.reader.rows<SpendEvent>(
      `SELECT p.at, p.amount_fen, COALESCE(s.name, '') AS by_name, c.card_no,
         COALESCE((SELECT SUM(r.amount_fen) FROM spend_return r WHERE r.spend_id = p.id), 0) AS returned_fen,
         (SELECT max(r.at) FROM spend_return r WHERE r.spend_id = p.id) AS returned_at
       FROM spend p LEFT JOIN staff s ON s.id = p.by_id JOIN card c ON c.id = p.card_id WHERE p.store_id = ? AND p.slip_no = ? ORDER BY p.at`,
      [store.id, slipNo],
    );
    return rows.map(({ at, amountFen, byName, cardNo, returnedFen, returnedAt }) => ({
      time: dateTime(at).slice(5),
      title: `¥${money(amountFen)} · …${cardNo.slice(-4)}`,
      note:
        returnedAt === null
          ? undefined
          : this.words.say(locale, 'slip.returned', {
              time: dateTime(returnedAt).slice(5),
              amount: money(returnedFen),
              left: money(amountFen - returnedFen),
            }),
      who: byName,
      tone: returnedFen < amountFen ? 'ok' : 'plain',
      icon: undefined,
      action: undefined,
    }));
  }
}

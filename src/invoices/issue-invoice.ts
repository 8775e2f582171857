import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { rmbInWords } from '../kernel/amount-words.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import { Clock } from '../platform/clock/clock.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { DeskModes } from './desk-modes.js';
import { type Counter, counterOf, dayOf, InvoiceCommands } from './invoice-commands.js';
import { InvoicePart } from './invoice-part.entity.js';
import { InvoicePapers, type PaperLine } from './invoice-papers.js';
import { type InvoiceQuote, InvoiceQuotes } from './invoice-quote.js';
import { Invoice } from './invoice.entity.js';
import { type IssueForm, type IssueInput, readIssue } from './issue-form.js';
import { assertItem, itemText, roomsOf, yearAt } from './issue-item.js';
import { layOver } from './rules/invoiceable.js';
import { kindRule } from './rules/invoice-kinds.js';
import { chooseFrom, type ChosenNumbers, ChosenNumbersTaker } from './books/choose-numbers.js';
import { SlipStamps } from './slip-stamps.js';

export type Issued = {
  invoiceId: string;
  documentId: string;
  totalFen: number;
  uncoveredFen: number;
  numbers: string[];
};

/** What is drawn up: the form, and whether the papers of the guest are asked for. */
export interface IssueDraft extends IssueForm {
  readonly correctsId?: string | null;
}

interface MadeIssue {
  readonly draft: IssueDraft;
  readonly quote: InvoiceQuote;
  readonly chosen: ChosenNumbers;
  readonly parts: readonly number[];
  readonly counter: Counter | null;
}

/** F7 (003E-067…071): the amount is worked out, the number is the next one, the slip is stamped. */
@Injectable()
export class IssueInvoice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
    private readonly quotes: InvoiceQuotes,
    private readonly numbers: ChosenNumbersTaker,
    private readonly modes: DeskModes,
    private readonly papers: InvoicePapers,
    private readonly stamps: SlipStamps,
    private readonly clock: Clock,
  ) {}

  /** At the counter, in the clerk's own shift. Throws what `readIssue`, `InvoiceQuotes.forIssue` and the books refuse, `invoices.noShift`, `invoices.desk.mode`. */
  async atCounter(desk: DeskContext, requestKey: string, input: IssueInput): Promise<Outcome<Issued>> {
    const form = readIssue(input, yearAt(this.clock.now()));
    if (form.refs.some(({ kind }) => kind === 'ACCOUNT'))
      throw new DomainError('invoices.account.finance', {}, 'sources');
    const command = commandOfTheDay(desk, 'invoices.issue', requestKey, { ...input });
    return this.uow.run(command, async (tx) => {
      const counter = await counterOf(tx, desk);
      const mode = await this.modes.of(tx, counter.deskId);
      if (kindRule(form.kind).book !== (mode === 'PAPER')) throw new DomainError('invoices.desk.mode', {}, 'kind');
      return this.within(tx, desk, form, { counter, visits: form.visits });
    });
  }

  /** The bill of a contracted company, before it is collected (E8): Finance, 数电票, a unit as buyer. */
  async onAccount(desk: DeskContext, requestKey: string, input: IssueInput): Promise<Outcome<Issued>> {
    const form = readIssue({ ...input, kind: 'DIGITAL', titleKind: 'UNIT' }, yearAt(this.clock.now()));
    if (form.refs.some(({ kind }) => kind !== 'ACCOUNT')) throw new DomainError('invoices.sources.none', {}, 'sources');
    const command = this.commands.ofOffice(desk, 'invoices.issueOnAccount', requestKey, { ...input });
    return this.uow.run(command, (tx) => this.within(tx, desk, form, { counter: null, visits: null }));
  }

  /** Everything of one issue, in the unit of whatever causes it. `visits` null = the papers were seen before. */
  async within(
    tx: Tx,
    desk: DeskContext,
    draft: IssueDraft,
    { counter, visits }: { counter: Counter | null; visits: readonly string[] | null },
  ): Promise<Issued> {
    const at = { storeId: tx.command.storeId, businessDate: dayOf(tx), now: tx.now };
    const quote = await this.quotes.forIssue(tx, at, draft.refs, { visits, corrects: Boolean(draft.correctsId) });
    const wantedFen = draft.amountFen ?? quote.openFen;
    if (wantedFen > quote.openFen)
      throw new DomainError('invoices.amount.tooMuch', { max: formatYuan(quote.openFen) }, 'amount');
    assertItem(quote.item, draft);
    const chosen = await chooseFrom(tx, draft, wantedFen, tx.command.actorId, counter);
    if (draft.scannedFen !== null && draft.scannedFen !== chosen.totalFen)
      throw new DomainError('invoices.number.amount', { amount: formatYuan(draft.scannedFen) }, 'number');
    const parts = layOver(
      chosen.totalFen,
      quote.sources.map(({ money }) => money.openFen),
    );
    if (!parts) throw new Error('the total is within what is open');
    return this.write(tx, desk, { draft, quote, chosen, parts, counter });
  }

  private async write(tx: Tx, desk: DeskContext, made: MadeIssue): Promise<Issued> {
    const { quote, chosen, parts, counter } = made;
    const invoiceId = uuidv7();
    const paper = await this.paper(tx, desk, made);
    const place = { deskId: counter?.deskId ?? null, shiftId: counter?.shiftId ?? null };
    await this.insert(tx, made, { invoiceId, documentId: paper.id, ...place });
    await insertParts(tx, invoiceId, quote, parts);
    await this.numbers.take(tx, chosen, { ...place, invoiceId, documentId: paper.id });
    for (const source of quote.sources) await this.stamps.refresh(tx, source);
    const { totalFen, restFen } = chosen;
    return {
      invoiceId,
      documentId: paper.id,
      totalFen,
      uncoveredFen: restFen,
      numbers: chosen.texts.map(({ number }) => number),
    };
  }

  private async insert(
    tx: Tx,
    { draft, quote, chosen }: MadeIssue,
    at: { invoiceId: string; documentId: string; deskId: string | null; shiftId: string | null },
  ): Promise<void> {
    const { kind, titleKind, title, taxNo } = draft;
    await tx.insert(Invoice, {
      deskId: at.deskId,
      shiftId: at.shiftId,
      id: at.invoiceId,
      storeId: tx.command.storeId,
      kind,
      titleKind,
      title,
      taxNo,
      totalFen: chosen.totalFen,
      uncoveredFen: chosen.restFen,
      item: quote.item,
      roomNo: roomsOf(quote).slice(0, 20),
      correctsId: draft.correctsId ?? null,
      clerkId: tx.command.actorId,
      businessDate: dayOf(tx),
      at: tx.now,
      documentId: at.documentId,
    });
  }

  /** Stapled to the receipt and the remaining copy: the receipt is 「发票已开」 from here on, with room and numbers (003E-071). */
  private paper(
    tx: Tx,
    desk: DeskContext,
    { draft, quote, chosen }: { draft: IssueDraft; quote: InvoiceQuote; chosen: ChosenNumbers },
  ): Promise<{ id: string; number: string }> {
    const sources = quote.sources.map(({ number }) => number).join(' ');
    const buyer: PaperLine[] =
      draft.titleKind === 'UNIT'
        ? [
            { key: 'title', value: draft.title ?? '' },
            { key: 'taxNo', value: draft.taxNo ?? '' },
          ]
        : [];
    const rest: PaperLine[] = chosen.restFen > 0 ? [{ key: 'rest', value: formatYuan(chosen.restFen) }] : [];
    const item = itemText(quote);
    return this.papers.print(tx, desk, {
      kind: 'invoice',
      prefix: 'FP',
      titleKey: 'issueTitle',
      stampKey: 'stamp',
      lines: [
        { key: 'sources', value: sources },
        { key: 'room', value: roomsOf(quote) || '—' },
        ...(kindRule(draft.kind).item ? [{ key: 'item', value: item }] : []),
        ...buyer,
        { key: 'amount', value: formatYuan(chosen.totalFen), big: true },
        { key: 'words', value: rmbInWords(chosen.totalFen) },
        ...rest,
      ],
      rows: chosen.texts.map(({ code, number, amountFen }) => [`${code} ${number}`.trim(), formatYuan(amountFen)]),
      copies: [{ name: 'staple', sign: 'guest' }],
    });
  }
}

/** How much of each payment the invoice covers. */
async function insertParts(tx: Tx, invoiceId: string, quote: InvoiceQuote, parts: readonly number[]): Promise<void> {
  for (const [index, { kind: sourceKind, id: sourceId }] of quote.sources.entries()) {
    const amountFen = parts[index] ?? 0;
    const part = { id: uuidv7(), invoiceId, changeId: null, sourceKind, sourceId, amountFen, at: tx.now };
    if (amountFen > 0) await tx.insert(InvoicePart, part);
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import type { DeskContext } from '../staff/desk-context.js';
import { chooseFrom, type ChosenNumbers, ChosenNumbersTaker } from './books/choose-numbers.js';
import { SheetNumbers } from './books/sheet-numbers.js';
import { InvoiceChange } from './invoice-change.entity.js';
import { counterOf, dayOf, InvoiceCommands } from './invoice-commands.js';
import { InvoicePart } from './invoice-part.entity.js';
import { InvoicePapers } from './invoice-papers.js';
import { invoiceOf, type InvoiceRow, numbersOf, standingParts } from './invoice-rows.js';
import { RefundWaits } from './refund-waits.js';
import { takeBack } from './rules/invoiceable.js';
import { kindRule } from './rules/invoice-kinds.js';
import { redRefusal, wayBack } from './rules/taking-back.js';
import { SlipStamps } from './slip-stamps.js';
import { readTakeBack, type TakeBackForm, type TakeBackInput } from './take-back-form.js';
import { changePaper, type MadeChange } from './take-back-paper.js';

export type TakenBack = { changeId: string; documentId: string; amountFen: number; way: 'VOID' | 'RED' };

/** 作废 and 红冲 (facts 3.4): what was invoiced counts no longer; its number stays used for ever. */
@Injectable()
export class TakeBack {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
    private readonly sheets: SheetNumbers,
    private readonly taker: ChosenNumbersTaker,
    private readonly papers: InvoicePapers,
    private readonly stamps: SlipStamps,
    private readonly waits: RefundWaits,
    private readonly signatures: PendingSignatures,
  ) {}

  /**
   * Voids, or reddens wholly or in part: the first way its kind allows. The supervisor signs before handover (H1).
   * Throws `invoices.takeBack.*`, `invoices.red.*`, `invoices.number.*`, `invoices.book.none`, `invoices.noShift`.
   */
  async run(
    desk: DeskContext,
    requestKey: string,
    invoiceId: string,
    input: TakeBackInput,
  ): Promise<Outcome<TakenBack>> {
    const command = this.commands.ofOffice(desk, 'invoices.takeBack', requestKey, { invoiceId, ...input });
    return this.uow.run(command, async (tx) => {
      const done = await this.within(tx, desk, invoiceId, input);
      const { documentNo } = await invoiceOf(tx, tx.command.storeId, invoiceId);
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'invoices.takeBack',
        documentId: done.documentId,
        summary: {
          key: `invoices.signature.${done.way}`,
          params: { no: documentNo, amount: formatYuan(done.amountFen) },
        },
      });
      return done;
    });
  }

  /** The same in the unit of a corrected title. */
  async within(tx: Tx, desk: DeskContext, invoiceId: string, input: TakeBackInput): Promise<TakenBack> {
    const invoice = await invoiceOf(tx, tx.command.storeId, invoiceId);
    const form = readTakeBack(input, invoice, Number(calendarDate(tx.now).slice(0, 4)));
    if (invoice.standingFen === 0) throw new DomainError('invoices.takeBack.gone');
    const way = wayBack({
      kind: invoice.kind,
      copiesBack: form.copiesBack,
      issuedIn: calendarDate(invoice.at).slice(0, 7),
      now: calendarDate(tx.now).slice(0, 7),
    });
    if (way === 'BRING_BACK') throw new DomainError('invoices.takeBack.copies', {}, 'copiesBack');
    return way === 'VOID' ? this.void(tx, desk, invoice, form) : this.red(tx, desk, invoice, form);
  }

  /** All its sheets, or of torn ones those that came back. */
  private async void(tx: Tx, desk: DeskContext, invoice: InvoiceRow, form: TakeBackForm): Promise<TakenBack> {
    const numbers = (await numbersOf(tx, invoice.id)).filter(({ state }) => state === 'ISSUED');
    const wanted = form.numbers.length === 0 ? numbers : numbers.filter(({ number }) => form.numbers.includes(number));
    if (wanted.length === 0 || wanted.length < form.numbers.length)
      throw new DomainError('invoices.takeBack.numbers', {}, 'numbers');
    if (wanted.length < numbers.length && !kindRule(invoice.kind).denominated)
      throw new DomainError('invoices.takeBack.numbers', {}, 'numbers');
    const amountFen = wanted.reduce((sum, { amountFen: fen }) => sum + fen, 0);
    const done = await this.write(tx, desk, invoice, {
      form,
      amountFen,
      way: 'VOID',
      reason: form.reason,
      numbers: wanted,
    });
    for (const row of wanted) {
      await this.sheets.void(tx, row, { reason: form.reason, shiftId: tx.shiftId, documentId: done.documentId });
    }
    return done;
  }

  private async red(tx: Tx, desk: DeskContext, invoice: InvoiceRow, form: TakeBackForm): Promise<TakenBack> {
    const amountFen = form.amountFen ?? invoice.standingFen;
    const refusal = redRefusal({
      kind: invoice.kind,
      standingFen: invoice.standingFen,
      amountFen,
      unitBuyer: invoice.titleKind === 'UNIT',
      proof: form.proof,
      copiesBack: form.copiesBack,
    });
    if (refusal) throw new DomainError(`invoices.red.${refusal}`, { max: formatYuan(invoice.standingFen) }, 'amount');
    // a sheet is torn only where it is handed over; the platform's number may come from the office
    const office = desk.terminal && { deskId: desk.terminal.deskId };
    const counter = kindRule(invoice.kind).book ? await counterOf(tx, desk) : office;
    const draft = { kind: invoice.kind, number: form.redNumber };
    const red = await chooseFrom(tx, draft, amountFen, tx.command.actorId, counter);
    const reason = form.redReason;
    const done = await this.write(tx, desk, invoice, { form, amountFen, way: 'RED', reason, numbers: [], red });
    await this.taker.take(tx, negative(red), {
      invoiceId: invoice.id,
      changeId: done.changeId,
      documentId: done.documentId,
      shiftId: tx.shiftId,
      deskId: counter?.deskId ?? null,
    });
    return done;
  }

  private async write(tx: Tx, desk: DeskContext, invoice: InvoiceRow, change: MadeChange): Promise<TakenBack> {
    const { form, amountFen, way, reason } = change;
    const changeId = uuidv7();
    const paper = await this.papers.print(tx, desk, changePaper(invoice, change));
    await tx.insert(InvoiceChange, {
      id: changeId,
      invoiceId: invoice.id,
      kind: way,
      reason,
      amountFen,
      proof: form.proof === '' ? null : form.proof,
      note: form.note === '' ? null : form.note,
      shiftId: tx.shiftId,
      businessDate: dayOf(tx),
      at: tx.now,
      byId: tx.command.actorId,
      coSignerId: null,
      documentId: paper.id,
    });
    await this.takeParts(tx, invoice.id, changeId, amountFen);
    return { changeId, documentId: paper.id, amountFen, way };
  }

  /** The last payment first; stamps and waiting refunds follow in the same unit. */
  private async takeParts(tx: Tx, invoiceId: string, changeId: string, amountFen: number): Promise<void> {
    const standing = await standingParts(tx, invoiceId);
    const taken = takeBack(
      amountFen,
      standing.map(({ fen }) => fen),
    );
    if (!taken) throw new DomainError('invoices.takeBack.gone');
    for (const [index, { sourceKind, sourceId }] of standing.entries()) {
      const fen = taken[index] ?? 0;
      if (fen === 0) continue;
      await tx.insert(InvoicePart, {
        id: uuidv7(),
        invoiceId,
        changeId,
        sourceKind,
        sourceId,
        amountFen: -fen,
        at: tx.now,
      });
      const ref = { kind: sourceKind, id: sourceId };
      await this.stamps.refresh(tx, ref);
      await this.waits.released(tx, ref);
    }
  }
}

/** A red invoice is a number with a negative amount on it. */
function negative(red: ChosenNumbers): ChosenNumbers {
  return {
    ...red,
    totalFen: -red.totalFen,
    takes: red.takes.map((take) => ({ ...take, amountFen: -take.amountFen })),
  };
}

import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { formatYuan } from '../kernel/money.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { counterOf, InvoiceCommands } from './invoice-commands.js';
import { invoiceOf, standingParts } from './invoice-rows.js';
import { readBuyer, readNumber } from './issue-form.js';
import { type Issued, IssueInvoice } from './issue-invoice.js';
import { TakeBack } from './take-back.js';

export interface TitleInput {
  readonly titleKind: string;
  readonly title: string;
  readonly taxNo: string;
  /** The platform's number of the new invoice. */
  readonly number: string;
  readonly redNumber: string;
  readonly proof: string;
  readonly copiesBack: string;
}

/** A wrong title: the old invoice is voided or reddened and a new one issued for the same payments, both or neither. */
@Injectable()
export class CorrectTitle {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
    private readonly back: TakeBack,
    private readonly issue: IssueInvoice,
    private readonly signatures: PendingSignatures,
  ) {}

  /** A company's bill by Finance alone, everything else at the counter. Throws `invoices.account.finance` and what taking back and issuing refuse. */
  async run(desk: DeskContext, requestKey: string, invoiceId: string, input: TitleInput): Promise<Outcome<Issued>> {
    const command = this.commands.ofOffice(desk, 'invoices.correctTitle', requestKey, { invoiceId, ...input });
    return this.uow.run(command, (tx) => this.within(tx, desk, invoiceId, input));
  }

  private async within(tx: Tx, desk: DeskContext, invoiceId: string, input: TitleInput): Promise<Issued> {
    const invoice = await invoiceOf(tx, tx.command.storeId, invoiceId);
    const parts = await standingParts(tx, invoiceId);
    // a company's bill is Finance's, who has no counter (E8)
    const onAccount = parts.some(({ sourceKind }) => sourceKind === 'ACCOUNT');
    if (onAccount && !mayDo(desk.person.roles, 'invoices.issueOnAccount'))
      throw new DomainError('invoices.account.finance');
    const counter = onAccount ? null : await counterOf(tx, desk);
    const buyer = readBuyer(invoice.kind, input);
    const year = Number(calendarDate(tx.now).slice(0, 4));
    const number = readNumber(invoice.kind, input.number, year);
    const reason = invoice.kind === 'DIGITAL' ? '01' : 'WRITTEN_WRONG';
    const taken = await this.back.within(tx, desk, invoiceId, {
      reason,
      copiesBack: input.copiesBack,
      amount: '',
      redNumber: input.redNumber,
      proof: input.proof,
      note: '',
      numbers: '',
    });
    const refs = parts.map(({ sourceKind: kind, sourceId: id }) => ({ kind, id }));
    const draft = { ...buyer, ...number, refs, visits: [], kind: invoice.kind, amountFen: taken.amountFen };
    const issued = await this.issue.within(tx, desk, { ...draft, correctsId: invoiceId }, { counter, visits: null });
    await this.signatures.add(tx, desk.person.roles, {
      kind: 'invoices.correctTitle',
      documentId: issued.documentId,
      summary: {
        key: 'invoices.signature.TITLE',
        params: { no: invoice.documentNo, amount: formatYuan(taken.amountFen) },
      },
    });
    return issued;
  }
}

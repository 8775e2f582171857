import { Module } from '@nestjs/common';
import { CardUses } from '../cards/card-uses.js';
import { I18n } from '../platform/i18n/i18n.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { RefundGate } from '../slips/refund-gate.js';
import { SlipClaims } from '../slips/slip-claims.js';
import { SlipsModule } from '../slips/slips.module.js';
import { ApprovableActs } from '../staff/approvals/approvable-acts.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { CustodyRegistry } from '../staff/custody-registry.js';
import { InvoicedLots } from '../stored-value/refund/invoiced-lots.js';
import { RefundModule } from '../stored-value/refund/refund.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { booksOnLeaving } from './book-duties.js';
import { BookCustody } from './books/book-custody.js';
import { ChosenNumbersTaker } from './books/choose-numbers.js';
import { HandBook } from './books/hand-book.js';
import { ReceiveBook } from './books/receive-book.js';
import { SheetNumbers } from './books/sheet-numbers.js';
import { SpoilSheets } from './books/spoil-sheets.js';
import { CorrectTitle } from './correct-title.js';
import { DeskModes } from './desk-modes.js';
import { EnterSlip } from './enter-slip.js';
import { invoiceChecks } from './invoice-checks.js';
import { InvoiceCommands } from './invoice-commands.js';
import { InvoicePapers } from './invoice-papers.js';
import { InvoiceQuotes } from './invoice-quote.js';
import { invoicesErrors } from './invoices.errors.js';
import { IssueInvoice } from './issue-invoice.js';
import { LostReceiptAct, LostReceipts } from './lost-receipt.act.js';
import { PlatformLists } from './platform/platform-lists.js';
import { RedDues } from './red-dues.js';
import { RefundWaits } from './refund-waits.js';
import { SlipStamps } from './slip-stamps.js';
import { refuseInvoicedFee } from './sources/fee-rows.js';
import { invoicedLots } from './sources/lot-rows.js';
import { InvoiceSources } from './sources/invoice-sources.js';
import { TakeBack } from './take-back.js';

const services = [
  BookCustody,
  ChosenNumbersTaker,
  CorrectTitle,
  DeskModes,
  EnterSlip,
  HandBook,
  InvoiceCommands,
  InvoicePapers,
  InvoiceQuotes,
  InvoiceSources,
  IssueInvoice,
  LostReceiptAct,
  LostReceipts,
  PlatformLists,
  ReceiveBook,
  RedDues,
  RefundWaits,
  SheetNumbers,
  SlipStamps,
  SpoilSheets,
  TakeBack,
];

/** Invoices: numbered books, what may be invoiced, issue, void and red. Pages: `InvoicesPagesModule`. */
@Module({
  imports: [ApprovalsModule, PrintingModule, RefundModule, SlipsModule, StaffModule, VenueModule],
  providers: services,
  exports: services,
})
export class InvoicesModule {
  constructor(
    statuses: ErrorStatuses,
    verifier: Verifier,
    custody: CustodyRegistry,
    claims: SlipClaims,
    refunds: RefundGate,
    acts: ApprovableActs,
    stamps: SlipStamps,
    waits: RefundWaits,
    lostReceipts: LostReceiptAct,
    lots: InvoicedLots,
    uses: CardUses,
    i18n: I18n,
  ) {
    statuses.register(invoicesErrors);
    verifier.register(...invoiceChecks(({ key, params }) => i18n.t('en', `invoices.gap.${key}`, params)));
    custody.register(booksOnLeaving);
    claims.register(stamps);
    refunds.register((tx, refund) => waits.hold(tx, refund));
    acts.register(lostReceipts);
    lots.register(invoicedLots);
    uses.register(refuseInvoicedFee);
  }
}

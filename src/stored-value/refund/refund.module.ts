import { Global, Module } from '@nestjs/common';
import { CardsModule } from '../../cards/cards.module.js';
import { ErasureTerms } from '../../members/erasure-terms.js';
import { MembersModule } from '../../members/members.module.js';
import { ErrorStatuses } from '../../platform/http/error-statuses.js';
import { Verifier } from '../../platform/journal/verify.js';
import { PrintingModule } from '../../platform/printing/printing.module.js';
import { ApprovalsModule } from '../../staff/approvals/approvals.module.js';
import { VenueModule } from '../../venue/venue.module.js';
import { Lots } from '../lots.js';
import { AcceptRefund } from './accept-refund.js';
import { ChangeRefund } from './change-refund.js';
import { EndRefund } from './end-refund.js';
import { InvoicedLots } from './invoiced-lots.js';
import { PayRefund } from './pay-refund.js';
import { Receivers } from './receivers.js';
import { refundChecks } from './refund-checks.js';
import { refundErrors } from './refund.errors.js';
import { RefundLots } from './refund-lots.js';
import { RefundPapers } from './refund-papers.js';
import { RefundPlans } from './refund-plans.js';
import { RefundSteps } from './refund-steps.js';
import { RefundsQueries } from './refunds.queries.js';
import { RequestRefund } from './request-refund.js';
import { RequestRefundAct } from './request-refund.act.js';

const services = [
  AcceptRefund,
  ChangeRefund,
  EndRefund,
  InvoicedLots,
  PayRefund,
  Receivers,
  RefundLots,
  RefundPapers,
  RefundPlans,
  RefundSteps,
  RefundsQueries,
  RequestRefund,
  RequestRefundAct,
];

/** Refunds of stored value. `InvoicedLots` is where the room of invoices tells what stands on one. */
@Global()
@Module({
  imports: [ApprovalsModule, CardsModule, MembersModule, PrintingModule, VenueModule],
  providers: [...services, Lots],
  exports: services,
})
export class RefundModule {
  constructor(verifier: Verifier, statuses: ErrorStatuses, terms: ErasureTerms, queries: RefundsQueries) {
    verifier.register(...refundChecks);
    statuses.register(refundErrors);
    terms.register((db, membershipId) => queries.unpaid(db, membershipId));
  }
}

import { Module } from '@nestjs/common';
import { DeskModule } from '../../../desk/desk.module.js';
import { MembersModule } from '../../../members/members.module.js';
import { ApprovalsModule } from '../../../staff/approvals/approvals.module.js';
import { RefundModule } from '../refund.module.js';
import { RefundQuoteController } from './quote.controller.js';
import { QuotePresenter } from './quote.presenter.js';
import { RefundDesk } from './refund-desk.js';
import { RefundListPresenter } from './refund-list.presenter.js';
import { RefundsController } from './refunds.controller.js';
import { RefundsPresenter } from './refunds.presenter.js';

/** The pages of refunds: /refunds/members/<membership> (the quote), /refunds. */
@Module({
  imports: [ApprovalsModule, DeskModule, MembersModule, RefundModule],
  controllers: [RefundQuoteController, RefundsController],
  providers: [QuotePresenter, RefundDesk, RefundListPresenter, RefundsPresenter],
})
export class RefundPagesModule {}

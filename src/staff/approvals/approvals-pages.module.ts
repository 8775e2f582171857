import { Module } from '@nestjs/common';
import { DelegationController } from '../delegation/delegation.controller.js';
import { DelegationPresenter } from '../delegation/delegation.presenter.js';
import { ApprovalLines } from './approval-lines.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsModule } from './approvals.module.js';
import { ApprovalsPresenter } from './approvals.presenter.js';
import { SignaturesController } from './signatures.controller.js';
import { SignaturesPresenter } from './signatures.presenter.js';

/** The pages of second signatures: /approvals, /signatures, /staff/delegations. */
@Module({
  imports: [ApprovalsModule],
  controllers: [ApprovalsController, SignaturesController, DelegationController],
  providers: [ApprovalLines, ApprovalsPresenter, SignaturesPresenter, DelegationPresenter],
  exports: [ApprovalLines],
})
export class ApprovalsPagesModule {}

import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { CardsModule } from '../cards/cards.module.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { ConfirmationPresenter } from './pages/confirmation.presenter.js';
import { ConfirmationsController } from './pages/confirmations.controller.js';
import { CreditSlipController } from './pages/credit-slip.controller.js';
import { CreditPresenter } from './pages/credit.presenter.js';
import { ExpiryController } from './pages/expiry.controller.js';
import { ExpiryPages } from './pages/expiry-pages.js';
import { LateSlipAct } from './pages/late-slip.act.js';
import { PointsDesk } from './pages/points-desk.js';
import { SignaturesController } from './pages/signatures.controller.js';
import { UndoCreditAct } from './pages/undo-credit.act.js';
import { PointsModule } from './points.module.js';

/** The pages of this room and what it adds to the desk. */
@Module({
  imports: [PointsModule, CardsModule, ApprovalsModule, DeskModule, PrintingModule],
  controllers: [CreditSlipController, ConfirmationsController, SignaturesController, ExpiryController],
  providers: [ConfirmationPresenter, CreditPresenter, ExpiryPages, LateSlipAct, PointsDesk, UndoCreditAct],
})
export class PointsPagesModule {}

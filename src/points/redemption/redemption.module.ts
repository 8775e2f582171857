import { Global, Module } from '@nestjs/common';
import { CardsModule } from '../../cards/cards.module.js';
import { GiftsModule } from '../../gifts/gifts.module.js';
import { ErasureTerms } from '../../members/erasure-terms.js';
import { MembersModule } from '../../members/members.module.js';
import { ErrorStatuses } from '../../platform/http/error-statuses.js';
import { PrintingModule } from '../../platform/printing/printing.module.js';
import { ApprovableActs } from '../../staff/approvals/approvable-acts.js';
import { ApprovalsModule } from '../../staff/approvals/approvals.module.js';
import { VenueModule } from '../../venue/venue.module.js';
import { PointsModule } from '../points.module.js';
import { AfterRedemption } from './after-redemption.js';
import { RedeemGift } from './redeem-gift.js';
import { RedemptionDesk } from './redemption-desk.js';
import { RedemptionPaper } from './redemption-paper.js';
import { RedemptionSteps } from './redemption-steps.js';
import { redemptionErrors } from './redemption.errors.js';
import { RedemptionsQueries } from './redemptions.queries.js';
import { UndoRedemption } from './undo-redemption.js';
import { UndoRedemptionAct } from './undo-redemption-act.js';

const services = [
  AfterRedemption,
  RedeemGift,
  RedemptionDesk,
  RedemptionPaper,
  RedemptionSteps,
  RedemptionsQueries,
  UndoRedemption,
];

/** Points for gifts: stands above both. Pages: `RedemptionPagesModule`. */
@Global()
@Module({
  imports: [VenueModule, MembersModule, CardsModule, GiftsModule, PointsModule, PrintingModule, ApprovalsModule],
  providers: [...services, UndoRedemptionAct],
  exports: services,
})
export class RedemptionModule {
  constructor(
    statuses: ErrorStatuses,
    acts: ApprovableActs,
    undo: UndoRedemptionAct,
    terms: ErasureTerms,
    queries: RedemptionsQueries,
  ) {
    statuses.register(redemptionErrors);
    acts.register(undo);
    terms.register((db, membershipId) => queries.stillOwed(db, membershipId));
  }
}

import { Module } from '@nestjs/common';
import { CardsModule } from '../../cards/cards.module.js';
import { DeskModule } from '../../desk/desk.module.js';
import { ErasureTerms } from '../../members/erasure-terms.js';
import { MembersModule } from '../../members/members.module.js';
import { ErrorStatuses } from '../../platform/http/error-statuses.js';
import { VenueModule } from '../../venue/venue.module.js';
import { BalanceWatch } from './balance-watch.js';
import { Disputes } from './disputes.js';
import { DisputesQueries } from './disputes.queries.js';
import { DisputeDesk } from './pages/dispute-desk.js';
import { DisputesController } from './pages/disputes.controller.js';
import { DisputesPresenter } from './pages/disputes.presenter.js';

/** Disputed top-ups and odd balances: /disputes. */
@Module({
  imports: [CardsModule, DeskModule, MembersModule, VenueModule],
  controllers: [DisputesController],
  providers: [BalanceWatch, DisputeDesk, Disputes, DisputesPresenter, DisputesQueries],
  exports: [BalanceWatch, Disputes, DisputesQueries],
})
export class DisputesModule {
  constructor(statuses: ErrorStatuses, terms: ErasureTerms, queries: DisputesQueries) {
    terms.register((db, membershipId) => queries.unanswered(db, membershipId));
    statuses.register({
      'dispute.tooLong': 422,
      'dispute.payWay': 422,
      'dispute.when': 422,
      'dispute.action': 422,
      'dispute.note': 422,
      'dispute.lot': 422,
      'dispute.transition': 409,
    });
  }
}

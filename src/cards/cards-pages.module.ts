import { Module } from '@nestjs/common';
import { ActRegistry } from '../desk/act-registry.js';
import { DeskModule } from '../desk/desk.module.js';
import { Finders } from '../desk/finders.js';
import { JobRegistry } from '../desk/job-registry.js';
import { MemberFigures } from '../members/member-figures.js';
import { MemberPanels } from '../members/member-panels.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { CardLookup } from './card-lookup.js';
import { CardPanel } from './card-panel.js';
import { CardsModule } from './cards.module.js';
import { EnrolmentAct } from './enrolment-act.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentDoneController } from './enrolment-done.controller.js';
import { EnrolmentPages } from './enrolment-pages.js';
import { EnrolmentPresenter } from './enrolment.presenter.js';
import { MemberFinder } from './member-finder.js';
import { OfferController } from './offer.controller.js';
import { OfferPresenter } from './offer.presenter.js';
import { CardDesk } from './pages/card-desk.js';
import { CardLifePresenter } from './pages/card-life.presenter.js';
import { CardLifeQueries } from './pages/card-life.queries.js';
import { CardPages } from './pages/card-pages.js';
import { CardActivationController } from './pages/card-activation.controller.js';
import { UnitCardPages } from './pages/unit-card-pages.js';
import { UnitCardsController } from './pages/unit-cards.controller.js';
import { CardStopController } from './pages/card-stop.controller.js';
import { CardSwapController } from './pages/card-swap.controller.js';
import { CardTransferController } from './pages/card-transfer.controller.js';
import { HandoverController } from './pages/handover.controller.js';
import { StockController } from './pages/stock.controller.js';
import { StockPages } from './pages/stock-pages.js';

/** The pages of the cards room, and its part in the desk. */
@Module({
  imports: [CardsModule, DeskModule, StaffModule, VenueModule],
  controllers: [
    OfferController,
    EnrolmentDoneController,
    EnrolmentController,
    CardActivationController,
    CardStopController,
    CardSwapController,
    CardTransferController,
    HandoverController,
    StockController,
    UnitCardsController,
  ],
  providers: [
    CardDesk,
    CardLifePresenter,
    CardLifeQueries,
    CardPages,
    CardPanel,
    EnrolmentAct,
    EnrolmentPages,
    EnrolmentPresenter,
    MemberFinder,
    OfferPresenter,
    StockPages,
    UnitCardPages,
  ],
})
export class CardsPagesModule {
  constructor(
    jobs: JobRegistry,
    finders: Finders,
    acts: ActRegistry,
    panels: MemberPanels,
    figures: MemberFigures,
    lookup: CardLookup,
    finder: MemberFinder,
    panel: CardPanel,
    act: EnrolmentAct,
  ) {
    jobs.register({
      key: 'F6',
      href: '/enrolments',
      labelKey: 'cards.key',
      icon: 'id-card',
      permission: 'members.startEnrolment',
    });
    jobs.register({
      key: '',
      href: '/card-stock',
      labelKey: 'cardlife.stock.title',
      icon: 'credit-card',
      permission: 'cards.viewStock',
    });
    finders.register(finder);
    acts.register(act);
    panels.register(panel);
    figures.registerCardNumbers(async (db, membershipId) => (await lookup.byMembership(db, membershipId))?.cardNo);
  }
}

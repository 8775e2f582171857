import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { MemberPanels } from '../members/member-panels.js';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { PointsModule } from '../points/points.module.js';
import { Lots } from '../stored-value/lots.js';
import { VenueModule } from '../venue/venue.module.js';
import { StatementPages } from './statement-pages.js';
import { StatementPanel } from './statement-panel.js';
import { StatementQueries } from './statement.queries.js';
import { StatementsController } from './statements.controller.js';
import { statementsErrors } from './statements.errors.js';
import { StatementsPresenter } from './statements.presenter.js';

/** Statements of one member: /statements/<membership>. */
@Module({
  imports: [VenueModule, MembersModule, CardsModule, PointsModule],
  controllers: [StatementsController],
  providers: [Lots, StatementPages, StatementPanel, StatementQueries, StatementsPresenter],
  exports: [StatementQueries],
})
export class StatementsModule {
  constructor(statuses: ErrorStatuses, panels: MemberPanels, panel: StatementPanel) {
    statuses.register(statementsErrors);
    panels.register(panel);
  }
}

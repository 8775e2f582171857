import { Module } from '@nestjs/common';
import { DeskModule } from '../../desk/desk.module.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { ErrorStatuses } from '../../platform/http/error-statuses.js';
import { VenueModule } from '../../venue/venue.module.js';
import { PrepaidController } from './pages/prepaid.controller.js';
import { PrepaidPresenter } from './pages/prepaid.presenter.js';
import { PrepaidReportsQueries } from './prepaid-reports.queries.js';
import { PrepaidSheets } from './prepaid-sheets.js';

/** Reports of stored value: /prepaid. */
@Module({
  imports: [DeskModule, VenueModule],
  controllers: [PrepaidController],
  providers: [PrepaidPresenter, PrepaidReportsQueries, PrepaidSheets],
  exports: [PrepaidReportsQueries],
})
export class PrepaidReportsModule {
  constructor(statuses: ErrorStatuses, jobs: JobRegistry) {
    statuses.register({ 'prepaid.period': 422 });
    jobs.register({
      key: '',
      href: '/prepaid/roll-forward',
      labelKey: 'prepaid.title',
      icon: 'chart-line',
      permission: 'prepaid.view',
    });
  }
}

import { Module } from '@nestjs/common';
import { DeskContributions } from '../desk/desk-contributions.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobRegistry } from '../desk/job-registry.js';
import { TonightFacts } from '../desk/tonight-facts.js';
import { VenueModule } from '../venue/venue.module.js';
import { DepositsController } from './finance/deposits.controller.js';
import { DepositsQueries } from './finance/deposits.queries.js';
import { FinanceLists } from './finance/finance-lists.js';
import { FinanceController } from './finance/finance.controller.js';
import { FinanceTablesController } from './finance/finance-tables.controller.js';
import { FinanceTablesPresenter } from './finance/finance-tables.presenter.js';
import { FinancePresenter } from './finance/finance.presenter.js';
import { FinanceQueries } from './finance/finance.queries.js';
import { CopiesController } from './pages/copies.controller.js';
import { CopiesPresenter } from './pages/copies.presenter.js';
import { DaySheetsQueries } from './day-sheets.queries.js';
import { DaySheetsController } from './pages/day-sheets.controller.js';
import { DaySheetsPresenter } from './pages/day-sheets.presenter.js';
import { DrawerPages } from './pages/drawer-pages.js';
import { DrawerController } from './pages/drawer.controller.js';
import { DutyLogController } from './pages/duty-log.controller.js';
import { FigureGroups } from './pages/figure-groups.js';
import { HandoverPages } from './pages/handover-pages.js';
import { HandoverController } from './pages/handover.controller.js';
import { HandoverPresenter } from './pages/handover.presenter.js';
import { Preparation } from './pages/preparation.js';
import { ShiftController } from './pages/shift.controller.js';
import { ShiftPresenter } from './pages/shift.presenter.js';
import { SignFormPresenter } from './pages/sign-form.presenter.js';
import { ShiftTonight } from './pages/shift-tonight.js';
import { ShiftsDesk } from './pages/shifts-desk.js';
import { UndoController } from './pages/undo.controller.js';
import { ShiftsModule } from './shifts.module.js';

/** The pages of this room, its key on the rail, and its lines on the desk. */
@Module({
  imports: [ShiftsModule, DeskModule, VenueModule],
  controllers: [
    DaySheetsController,
    CopiesController,
    DepositsController,
    DrawerController,
    DutyLogController,
    FinanceController,
    FinanceTablesController,
    HandoverController,
    ShiftController,
    UndoController,
  ],
  providers: [
    CopiesPresenter,
    DaySheetsPresenter,
    DaySheetsQueries,
    DepositsQueries,
    DrawerPages,
    FigureGroups,
    FinanceLists,
    FinancePresenter,
    FinanceTablesPresenter,
    FinanceQueries,
    HandoverPages,
    HandoverPresenter,
    Preparation,
    ShiftPresenter,
    ShiftTonight,
    SignFormPresenter,
    ShiftsDesk,
  ],
})
export class ShiftsPagesModule {
  constructor(
    jobs: JobRegistry,
    contributions: DeskContributions,
    desk: ShiftsDesk,
    facts: TonightFacts,
    tonight: ShiftTonight,
  ) {
    facts.register((where) => tonight.facts(where));
    jobs.register(
      {
        key: 'F9',
        href: '/handover',
        labelKey: 'desk.key.handover',
        icon: 'arrow-left-right',
        permission: 'shifts.cut',
      },
      { key: '', href: '/shifts', labelKey: 'shifts.title', icon: 'wallet', permission: 'shifts.view' },
      { key: '', href: '/finance', labelKey: 'shifts.finance.title', icon: 'banknote', permission: 'finance.view' },
    );
    contributions.register(desk);
  }
}

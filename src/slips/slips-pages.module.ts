import { Module } from '@nestjs/common';
import { SlipConflictsController } from './pages/slip-conflicts.controller.js';
import { SlipsController } from './pages/slips.controller.js';
import { SlipsDesk } from './pages/slips-desk.js';
import { SlipsPresenter } from './pages/slips.presenter.js';
import { SlipsModule } from './slips.module.js';
import { SlipsQueries } from './slips.queries.js';

/** The pages of this room and what it adds to the desk. */
@Module({
  imports: [SlipsModule],
  controllers: [SlipsController, SlipConflictsController],
  providers: [SlipsDesk, SlipsPresenter, SlipsQueries],
})
export class SlipsPagesModule {}

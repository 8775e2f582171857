import { Module } from '@nestjs/common';
import { DeskContributions } from '../desk/desk-contributions.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobRegistry } from '../desk/job-registry.js';
import { OperationsModule } from '../operations/operations.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { NightModule } from './night.module.js';
import { NightDeskPage } from './pages/night-desk-page.js';
import { NightDuty } from './pages/night-duty.js';
import { NightHistory } from './pages/night-history.js';
import { NightPages } from './pages/night-pages.js';
import { NightController } from './pages/night.controller.js';
import { ProofsController } from './pages/proofs.controller.js';
import { NightPresenter } from './pages/night.presenter.js';

/** The pages of this room, its place on the rail, and its lines on the desk. */
@Module({
  imports: [NightModule, DeskModule, OperationsModule, VenueModule],
  controllers: [NightController, ProofsController],
  providers: [NightDeskPage, NightDuty, NightHistory, NightPages, NightPresenter],
})
export class NightPagesModule {
  constructor(jobs: JobRegistry, contributions: DeskContributions, duty: NightDuty) {
    jobs.register({ key: '', href: '/night', labelKey: 'night.title', icon: 'lock', permission: 'night.view' });
    contributions.register(duty);
  }
}

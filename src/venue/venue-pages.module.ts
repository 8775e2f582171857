import { Module } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { HealthSigns } from '../platform/http/health-signs.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { BusinessDaysService } from './business-days.service.js';
import { CharterChecks } from './charter-checks.js';
import { CharterController } from './charter.controller.js';
import { DayController } from './day.controller.js';
import { daySign } from './day-sign.js';
import { PolicyController } from './policy.controller.js';
import { SettingsController } from './settings.controller.js';
import { TerminalsController } from './terminals.controller.js';
import { VenueActs } from './venue-acts.service.js';
import { VenuePresenter } from './venue.presenter.js';
import { VenueModule } from './venue.module.js';

/** The pages of the venue: its day, its rules, its charter, its PCs. */
@Module({
  imports: [VenueModule, StaffModule, PrintingModule],
  controllers: [DayController, PolicyController, CharterController, TerminalsController, SettingsController],
  providers: [CharterChecks, VenueActs, VenuePresenter],
  exports: [CharterChecks, VenueActs],
})
export class VenuePagesModule {
  constructor(signs: HealthSigns, days: BusinessDaysService, reader: Reader, clock: Clock) {
    signs.register(() => daySign(days, reader, clock.now()));
  }
}

import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { VenuePagesModule } from '../venue/venue-pages.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { AccessGuard } from './access.guard.js';
import { DeskContexts } from './desk-contexts.js';
import { FirstCharterController } from './first-start/first-charter.controller.js';
import { FirstPrinterController } from './first-start/first-printer.controller.js';
import { FirstStaffController } from './first-start/first-staff.controller.js';
import { FirstStartCode } from './first-start/first-start-code.js';
import { FirstStartSteps } from './first-start/first-start-steps.js';
import { FirstStartController } from './first-start/first-start.controller.js';
import { FirstStartService } from './first-start/first-start.service.js';
import { MeController } from './me.controller.js';
import { OwnSecretsService } from './own-secrets.service.js';
import { Doors } from './sign-in/doors.js';
import { NewSecretsController } from './sign-in/new-secrets.controller.js';
import { PreferencesController } from './sign-in/preferences.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SwitchController } from './sign-in/switch.controller.js';
import { UnlockController } from './sign-in/unlock.controller.js';
import { StaffActs } from './staff-acts.service.js';
import { StaffController } from './staff.controller.js';
import { StaffModule } from './staff.module.js';
import { StaffPersonController } from './staff-person.controller.js';
import { StaffPresenter } from './staff.presenter.js';

/** The door of the house, and the pages about the people who come through it. */
@Module({
  imports: [StaffModule, VenueModule, VenuePagesModule, PrintingModule],
  controllers: [
    SignInController,
    SwitchController,
    UnlockController,
    NewSecretsController,
    PreferencesController,
    FirstStartController,
    FirstCharterController,
    FirstStaffController,
    FirstPrinterController,
    MeController,
    StaffController,
    StaffPersonController,
  ],
  providers: [
    DeskContexts,
    Doors,
    FirstStartCode,
    FirstStartService,
    FirstStartSteps,
    OwnSecretsService,
    SignInService,
    StaffActs,
    StaffPresenter,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class StaffPagesModule {}

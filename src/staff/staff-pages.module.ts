import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { VenueModule } from '../venue/venue.module.js';
import { AccessGuard } from './access.guard.js';
import { DeskContexts } from './desk-contexts.js';
import { MeController } from './me.controller.js';
import { OwnSecretsService } from './own-secrets.service.js';
import { Doors } from './sign-in/doors.js';
import { NewSecretsController } from './sign-in/new-secrets.controller.js';
import { PreferencesController } from './sign-in/preferences.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SwitchController } from './sign-in/switch.controller.js';
import { UnlockController } from './sign-in/unlock.controller.js';
import { StaffModule } from './staff.module.js';
import { StaffPresenter } from './staff.presenter.js';

/** The door of the house, and the pages about the people who come through it. */
@Module({
  imports: [StaffModule, VenueModule],
  controllers: [
    SignInController,
    SwitchController,
    UnlockController,
    NewSecretsController,
    PreferencesController,
    MeController,
  ],
  providers: [
    DeskContexts,
    Doors,
    OwnSecretsService,
    SignInService,
    StaffPresenter,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class StaffPagesModule {}

import { Module } from '@nestjs/common';
import { ActChecks } from '../platform/database/act-checks.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { assertDayStillOpen, BusinessDaysService } from './business-days.service.js';
import { CharterService } from './charter.service.js';
import { DayGate } from './day-gate.js';
import { HandoverParts } from './handover-parts.js';
import { PolicyService } from './policy.service.js';
import { SafeContents } from './safe-contents.js';
import { StoresService } from './stores.service.js';
import { TerminalsService } from './terminals.service.js';
import { venueErrors } from './venue.errors.js';

const services = [
  BusinessDaysService,
  CharterService,
  DayGate,
  HandoverParts,
  PolicyService,
  SafeContents,
  StoresService,
  TerminalsService,
];

/** Stores, desks and PCs; when a day begins and ends; what is in force on it. */
@Module({ providers: services, exports: services })
export class VenueModule {
  constructor(statuses: ErrorStatuses, acts: ActChecks) {
    statuses.register(venueErrors);
    acts.register(assertDayStillOpen);
  }
}

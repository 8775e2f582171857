import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { VenueModule } from '../venue/venue.module.js';
import { CustodyRegistry } from './custody-registry.js';
import { PasswordHasher } from './password-hasher.js';
import { SecretsService } from './secrets.service.js';
import { StaffQueries } from './staff.queries.js';
import { StaffService } from './staff.service.js';
import { staffErrors } from './staff.errors.js';

const services = [
  CustodyRegistry,
  SecretsService,
  StaffQueries,
  StaffService,
  { provide: PasswordHasher, useFactory: () => new PasswordHasher() },
];

/** The people of the house and their secrets. Pages and the guard at the door: `StaffPagesModule`. */
@Module({ imports: [VenueModule], providers: services, exports: services })
export class StaffModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(staffErrors);
  }
}

import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { VenueModule } from '../venue/venue.module.js';
import { SessionsModule } from '../platform/http/sessions.module.js';
import { PinCheck } from './approvals/pin-check.js';
import { CountedPinCheck } from './counted-pin-check.js';
import { CustodyRegistry } from './custody-registry.js';
import { PasswordHasher } from './password-hasher.js';
import { SecretProof } from './secret-proof.js';
import { SecretsService } from './secrets.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignOutGate } from './sign-out-gate.js';
import { StaffQueries } from './staff.queries.js';
import { StaffService } from './staff.service.js';
import { staffErrors } from './staff.errors.js';

const services = [
  CustodyRegistry,
  SecretProof,
  SecretsService,
  SignInThrottle,
  SignOutGate,
  StaffQueries,
  StaffService,
  { provide: PinCheck, useClass: CountedPinCheck },
  { provide: PasswordHasher, useFactory: () => new PasswordHasher() },
];

/** The people of the house and their secrets. Pages and the guard at the door: `StaffPagesModule`. */
@Module({ imports: [VenueModule, SessionsModule], providers: services, exports: services })
export class StaffModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(staffErrors);
  }
}

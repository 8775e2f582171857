import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../../platform/http/error-statuses.js';
import { Verifier } from '../../platform/journal/verify.js';
import { DayGate } from '../../venue/day-gate.js';
import { VenueModule } from '../../venue/venue.module.js';
import { Delegations } from '../delegation/delegations.js';
import { StaffModule } from '../staff.module.js';
import { ApprovableActs } from './approvable-acts.js';
import { ApprovalDecisions } from './approval-decisions.js';
import { approvalsChecks } from './approvals-checks.js';
import { approvalsErrors } from './approvals.errors.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsService } from './approvals.service.js';
import { OnSpotCoSigner } from './on-spot-co-signer.js';
import { PendingSignatures } from './pending-signatures.js';
import { SecondPerson } from './second-person.js';
import { SignaturesQueries } from './signatures.queries.js';

const services = [
  ApprovableActs,
  ApprovalDecisions,
  ApprovalsQueries,
  ApprovalsService,
  Delegations,
  OnSpotCoSigner,
  PendingSignatures,
  SecondPerson,
  SignaturesQueries,
];

/** Second signatures in their three kinds, and who may give them. Pages: `ApprovalsPagesModule`. */
@Module({ imports: [StaffModule, VenueModule], providers: services, exports: services })
export class ApprovalsModule {
  constructor(verifier: Verifier, statuses: ErrorStatuses, days: DayGate, signatures: PendingSignatures) {
    statuses.register(approvalsErrors);
    verifier.register(...approvalsChecks);
    days.register(async (db, storeId, businessDate) => {
      const count = await signatures.unsignedCount(db, storeId, businessDate);
      return count === 0 ? [] : [{ key: 'approvals.signatures.open', params: { count }, href: '/signatures' }];
    });
  }
}

import { Global, Module } from '@nestjs/common';
import { CardUses } from '../cards/card-uses.js';
import { CardsModule } from '../cards/cards.module.js';
import { DomainError } from '../kernel/domain-error.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { VenueModule } from '../venue/venue.module.js';
import { RefundGate } from './refund-gate.js';
import { SlipChanges } from './slip-changes.js';
import { SlipClaims } from './slip-claims.js';
import { SlipConflicts } from './slip-conflicts.js';
import { SlipFollowers } from './slip-followers.js';
import { SlipStoredValues } from './slip-stored-values.js';
import { SlipUses } from './slip-uses.js';
import { slipsErrors } from './slips.errors.js';
import { Slips } from './slips.js';

const services = [RefundGate, Slips, SlipChanges, SlipClaims, SlipConflicts, SlipFollowers, SlipStoredValues, SlipUses];

/** Consumption slips: what was consumed and paid, and what each has served. */
@Global()
@Module({ imports: [CardsModule, VenueModule], providers: services, exports: services })
export class SlipsModule {
  constructor(statuses: ErrorStatuses, uses: CardUses, claims: SlipClaims) {
    statuses.register(slipsErrors);
    uses.register(async (db, membershipId) => {
      if (await claims.serve(db, membershipId)) throw new DomainError('cards.undo.used');
    });
  }
}

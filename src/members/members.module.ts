import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { Consents } from './consents.js';
import { ErasureService } from './erasure.service.js';
import { ErasureTerms } from './erasure-terms.js';
import { MemberActions } from './member-actions.js';
import { MemberFigures } from './member-figures.js';
import { MemberPanels } from './member-panels.js';
import { MemberSearch } from './member-search.js';
import { MemberStrips } from './member-strip.js';
import { MemberTokens } from './member-tokens.js';
import { MemberQueries } from './member.queries.js';
import { membersErrors } from './members.errors.js';
import { openPapers } from './open-papers.js';
import { People } from './people.js';
import { ProfileService } from './profile.service.js';
import { Reveals } from './reveals.js';
import { PersonFields } from './sealed-person.js';

const services = [
  Consents,
  ErasureService,
  ErasureTerms,
  MemberActions,
  MemberFigures,
  MemberPanels,
  MemberQueries,
  MemberSearch,
  MemberStrips,
  MemberTokens,
  People,
  PersonFields,
  ProfileService,
  Reveals,
];

/** Persons and memberships: written sealed, found by hash, shown masked. Pages: `MembersPagesModule`. */
@Global()
@Module({ imports: [ApprovalsModule, StaffModule, VenueModule], providers: services, exports: services })
export class MembersModule {
  constructor(statuses: ErrorStatuses, terms: ErasureTerms) {
    statuses.register(membersErrors);
    terms.register(openPapers);
  }
}

import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { Consents } from './consents.js';
import { MemberFigures } from './member-figures.js';
import { MemberSearch } from './member-search.js';
import { MemberStrips } from './member-strip.js';
import { MemberTokens } from './member-tokens.js';
import { membersErrors } from './members.errors.js';
import { People } from './people.js';
import { PersonFields } from './sealed-person.js';

const services = [Consents, MemberFigures, MemberSearch, MemberStrips, MemberTokens, People, PersonFields];

@Global()
@Module({ imports: [VenueModule, StaffModule], providers: services, exports: services })
export class MembersModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(membersErrors);
  }
}

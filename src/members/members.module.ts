import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { MemberFigures } from './member-figures.js';
import { MemberStrips } from './member-strip.js';
import { membersErrors } from './members.errors.js';
import { PersonFields } from './sealed-person.js';

const services = [PersonFields, MemberFigures, MemberStrips];

@Global()
@Module({ providers: services, exports: services })
export class MembersModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(membersErrors);
  }
}

import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { MembersModule } from '../members/members.module.js';
import { CardLookup } from './card-lookup.js';
import { cardsErrors } from './cards.errors.js';

const services = [CardLookup];

@Global()
@Module({ imports: [MembersModule], providers: services, exports: services })
export class CardsModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(cardsErrors);
  }
}

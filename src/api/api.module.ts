import { Module } from '@nestjs/common';
import { BirthdaysModule } from '../birthdays/birthdays.module.js';
import { CardsModule } from '../cards/cards.module.js';
import { GiftsModule } from '../gifts/gifts.module.js';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { PointsModule } from '../points/points.module.js';
import { RedemptionModule } from '../points/redemption/redemption.module.js';
import { SlipsModule } from '../slips/slips.module.js';
import { StoredValueModule } from '../stored-value/stored-value.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { ApiActs } from './api-acts.js';
import { apiErrors } from './api.errors.js';
import { AvApiController } from './av-api.controller.js';
import { CardsApiController } from './cards-api.controller.js';
import { MembersApiController } from './members-api.controller.js';
import { OpenapiController } from './openapi.controller.js';
import { PointsApiController } from './points-api.controller.js';
import { SlipsApiController } from './slips-api.controller.js';
import { ValueApiController } from './value-api.controller.js';

/** `/api/v1`: what tills and other machines may do (openapi.yaml). */
@Module({
  imports: [
    BirthdaysModule,
    VenueModule,
    MembersModule,
    CardsModule,
    SlipsModule,
    PointsModule,
    GiftsModule,
    RedemptionModule,
    StoredValueModule,
  ],
  controllers: [
    AvApiController,
    ValueApiController,
    SlipsApiController,
    CardsApiController,
    PointsApiController,
    MembersApiController,
    OpenapiController,
  ],
  providers: [ApiActs],
})
export class ApiModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(apiErrors);
  }
}

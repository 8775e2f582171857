import { Global, Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { VenueModule } from '../venue/venue.module.js';
import { roomChecks } from './room-checks.js';
import { FreeHours } from './free-hours.js';
import { RoomDesk } from './room-desk.js';
import { RoomHolds } from './room-holds.js';
import { RoomRegister } from './room-register.js';
import { roomsErrors } from './rooms.errors.js';
import { RoomsQueries } from './rooms.queries.js';

const services = [FreeHours, RoomDesk, RoomHolds, RoomRegister, RoomsQueries];

/** Rooms and who they are held for. Pages: `RoomsPagesModule`. */
@Global()
@Module({ imports: [VenueModule, MembersModule], providers: services, exports: services })
export class RoomsModule {
  constructor(statuses: ErrorStatuses, verifier: Verifier) {
    statuses.register(roomsErrors);
    verifier.register(...roomChecks);
  }
}

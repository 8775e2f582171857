import { Global, Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { GiftsModule } from '../gifts/gifts.module.js';
import { ErasureTerms } from '../members/erasure-terms.js';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { CustodyRegistry } from '../staff/custody-registry.js';
import { StaffModule } from '../staff/staff.module.js';
import { DayGate } from '../venue/day-gate.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { VenueModule } from '../venue/venue.module.js';
import { BirthdayCalls } from './birthday-calls.js';
import { birthdayChecks } from './birthday-checks.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayDuties } from './birthday-duties.js';
import { BirthdayGifts } from './birthday-gifts.js';
import { BirthdayNotices } from './birthday-notices.js';
import { BirthdayPapers } from './birthday-papers.js';
import { BirthdayRosters } from './birthday-rosters.js';
import { BirthdaySchedule } from './birthday-schedule.js';
import { BirthdayTasks } from './birthday-tasks.js';
import { birthdaysErrors } from './birthdays.errors.js';
import { BirthdayQueries } from './birthday.queries.js';
import { DaySheets } from './day-sheets.js';
import { Evening } from './evening.js';
import { Exemption } from './exemption.js';
import { GiftCustody } from './gift-custody.js';
import { GiftDraws } from './gift-draws.js';
import { GiftRegisters } from './gift-registers.js';
import { GiveGift } from './give-gift.js';
import { GiftForecasts } from './gift-forecasts.js';
import { HandCounts } from './hand-counts.js';
import { ReconciliationQueries } from './reconciliation.queries.js';
import { Reconciliations } from './reconciliations.js';
import { RosterEntries } from './roster-entries.js';
import { RosterScan } from './roster-scan.js';
import { TwinDecisions } from './twin-decisions.js';
import { UndoGift } from './undo-gift.js';

const services = [
  BirthdayCalls,
  BirthdayDay,
  BirthdayDuties,
  BirthdayGifts,
  BirthdayNotices,
  BirthdayPapers,
  BirthdayQueries,
  BirthdayRosters,
  BirthdayTasks,
  DaySheets,
  Evening,
  Exemption,
  GiftCustody,
  GiftForecasts,
  HandCounts,
  GiftDraws,
  GiftRegisters,
  GiveGift,
  ReconciliationQueries,
  Reconciliations,
  RosterEntries,
  RosterScan,
  TwinDecisions,
  UndoGift,
];

/** Birthdays: who, whether they come, the evening in eight steps, and gifts that close to zero. Pages: `BirthdaysPagesModule`. */
@Global()
@Module({
  imports: [
    VenueModule,
    StaffModule,
    ApprovalsModule,
    MembersModule,
    CardsModule,
    GiftsModule,
    RoomsModule,
    PrintingModule,
  ],
  providers: [...services, BirthdaySchedule],
  exports: [...services, BirthdaySchedule],
})
export class BirthdaysModule {
  constructor(
    statuses: ErrorStatuses,
    verifier: Verifier,
    gate: DayGate,
    custody: CustodyRegistry,
    parts: HandoverParts,
    duties: BirthdayDuties,
    terms: ErasureTerms,
  ) {
    statuses.register(birthdaysErrors);
    verifier.register(...birthdayChecks);
    gate.register((db, storeId, date) => duties.dayObstacles(db, storeId, date));
    custody.register((db, staffId) => duties.heldBy(db, staffId));
    parts.register(duties);
    terms.register((db, membershipId) => duties.openFor(db, membershipId));
  }
}

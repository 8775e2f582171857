import { Module } from '@nestjs/common';
import { ErasureTerms } from '../members/erasure-terms.js';
import { MembersModule } from '../members/members.module.js';
import { FilesModule } from '../platform/files/files.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { PaperGate } from '../platform/printing/paper-gate.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { CustodyRegistry } from '../staff/custody-registry.js';
import { StaffModule } from '../staff/staff.module.js';
import { DayGate } from '../venue/day-gate.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { VenueModule } from '../venue/venue.module.js';
import { Additions } from './additions.js';
import { ChangeCustody } from './change-custody.js';
import { assertReceiptRead, Claims } from './claims.js';
import { Contacts } from './contacts.js';
import { CorrectCategory } from './correct-category.js';
import { Enquiries } from './enquiries.js';
import { GuessBar } from './guess-bar.js';
import { ItemFinders } from './item-finders.js';
import { LeaveHouse } from './leave-house.js';
import { lostChecks } from './lost-checks.js';
import { LostCommands } from './lost-commands.js';
import { LostDuties } from './lost-duties.js';
import { LostItems } from './lost-items.js';
import { LostPapers } from './lost-papers.js';
import { LostQueries } from './lost.queries.js';
import { LostReports } from './lost-reports.js';
import { LostRetention } from './lost-retention.js';
import { LostSeal } from './lost-seal.js';
import { lostErrors } from './lost.errors.js';
import { Matches } from './matches.js';
import { MissingItems } from './missing-items.js';
import { billHints } from './bill-hints.js';
import { OwnerCalls } from './owner-calls.js';
import { OwnerHintSources } from './owner-hint-source.js';
import { OwnerHints } from './owner-hints.js';
import { Passings } from './passings.js';
import { Photos } from './photos.js';
import { PutIntoSafe } from './put-into-safe.js';
import { RegisterItem } from './register-item.js';
import { ReleaseItem } from './release-item.js';
import { ReservationHints } from './reservation-hints.js';
import { RetentionSchedule } from './retention-schedule.js';
import { Reveals } from './reveals.js';
import { SafeCounts } from './safe-counts.js';
import { SafeSlots } from './safe-slots.js';
import { TakeKeys } from './take-keys.js';

const services = [
  Additions,
  ChangeCustody,
  Claims,
  Contacts,
  CorrectCategory,
  Enquiries,
  GuessBar,
  ItemFinders,
  LeaveHouse,
  LostCommands,
  LostDuties,
  LostItems,
  LostPapers,
  LostQueries,
  LostReports,
  LostRetention,
  LostSeal,
  Matches,
  MissingItems,
  OwnerCalls,
  OwnerHints,
  OwnerHintSources,
  Passings,
  Photos,
  PutIntoSafe,
  RegisterItem,
  ReleaseItem,
  ReservationHints,
  Reveals,
  SafeCounts,
  SafeSlots,
  TakeKeys,
];

/** Lost property: found, kept, handed on in three days, claimed by the right person. Pages: `LostPropertyPagesModule`. */
@Module({
  imports: [VenueModule, StaffModule, ApprovalsModule, MembersModule, FilesModule, PrintingModule],
  providers: [...services, RetentionSchedule],
  exports: services,
})
export class LostPropertyModule {
  constructor(
    statuses: ErrorStatuses,
    verifier: Verifier,
    gate: DayGate,
    custody: CustodyRegistry,
    parts: HandoverParts,
    duties: LostDuties,
    hints: OwnerHintSources,
    reservations: ReservationHints,
    terms: ErasureTerms,
    contacts: Contacts,
    papers: PaperGate,
  ) {
    statuses.register(lostErrors);
    verifier.register(...lostChecks);
    gate.register((db, storeId) => duties.dayObstacles(db, storeId));
    custody.register((db, staffId) => duties.heldBy(db, staffId));
    parts.register(duties);
    terms.register((db, membershipId) => contacts.awaited(db, membershipId));
    hints.register(billHints, reservations);
    papers.register('lost-claim', assertReceiptRead);
  }
}

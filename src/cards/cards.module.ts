import { Global, Module } from '@nestjs/common';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { AgeRefusals } from './age-refusals.js';
import { CardLookup } from './card-lookup.js';
import { CardUses } from './card-uses.js';
import { CardWords } from './card-words.js';
import { cardsErrors } from './cards.errors.js';
import { CharterSigning } from './charter-signing.js';
import { CardsService } from './cards.service.js';
import { EnrolmentDrafts } from './enrolment-drafts.js';
import { EnrolmentPaper } from './enrolment-paper.js';
import { EnrolmentStartService } from './enrolment-start.service.js';
import { EnrolmentUndoService } from './enrolment-undo.service.js';
import { EnrolmentQueries } from './enrolment.queries.js';
import { EnrolmentService } from './enrolment.service.js';
import { SpendHints } from './spend-hints.js';
import { BlankStock } from './stock/blank-stock.js';
import { CardHandovers } from './tier/card-handovers.js';
import { TierSteps } from './tier-steps.js';
import { HolderChanges } from './holder-changes.js';
import { CardStops } from './card-stops.js';

const services = [
  AgeRefusals,
  CardLookup,
  CardUses,
  CardWords,
  CardsService,
  CharterSigning,
  EnrolmentDrafts,
  EnrolmentPaper,
  EnrolmentQueries,
  EnrolmentService,
  EnrolmentStartService,
  EnrolmentUndoService,
  SpendHints,
  CardStops,
  HolderChanges,
  TierSteps,
  CardHandovers,
  BlankStock,
];

@Global()
@Module({ imports: [MembersModule, PrintingModule, StaffModule, VenueModule], providers: services, exports: services })
export class CardsModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(cardsErrors);
  }
}

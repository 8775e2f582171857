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
import { cardLifeErrors } from './card-life.errors.js';
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
import { TierFigures } from './tier/tier-figures.js';
import { TierSteps } from './tier-steps.js';
import { HolderChanges } from './holder-changes.js';
import { CardStops } from './card-stops.js';
import { CardDuties } from './card-duties.js';
import { CardInHand } from './life/card-in-hand.js';
import { CardPapers } from './life/card-papers.js';
import { CardSwap } from './life/card-swap.js';
import { ExchangeCard } from './life/exchange-card.js';
import { HolderProofs } from './life/holder-proofs.js';
import { OpenCard } from './life/open-card.js';
import { RenewCard } from './life/renew-card.js';
import { ActivateCard } from './life/activate-card.js';
import { PeopleAtCounter } from './people-at-counter.js';
import { SellUnitCards } from './unit/sell-unit-cards.js';
import { UndoUnitCards } from './unit/undo-unit-cards.js';
import { UnitPapers } from './unit/unit-papers.js';
import { OpenUnnamedCard } from './unnamed/open-unnamed-card.js';
import { UnitCardsQueries } from './unit/unit-cards.queries.js';
import { ReplaceCard } from './life/replace-card.js';
import { ReplaceCardAct } from './life/replace-card-act.js';
import { StopCard } from './life/stop-card.js';
import { TransferCard } from './life/transfer-card.js';
import { TransferCardAct } from './life/transfer-card-act.js';
import { BlankRows } from './stock/blank-rows.js';
import { CountBlanks } from './stock/count-blanks.js';
import { MoveBlanks } from './stock/move-blanks.js';
import { ReceiveBlanks } from './stock/receive-blanks.js';
import { SpoilBlanks } from './stock/spoil-blanks.js';
import { HandOverCard } from './tier/hand-over-card.js';
import { cardChecks } from './card-checks.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { ApprovableActs } from '../staff/approvals/approvable-acts.js';
import { CustodyRegistry } from '../staff/custody-registry.js';
import { DayGate } from '../venue/day-gate.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { Verifier } from '../platform/journal/verify.js';

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
  TierFigures,
  TierSteps,
  CardHandovers,
  BlankStock,
  CardDuties,
  CardInHand,
  CardPapers,
  CardSwap,
  ExchangeCard,
  HolderProofs,
  OpenCard,
  RenewCard,
  ReplaceCard,
  ReplaceCardAct,
  StopCard,
  TransferCard,
  TransferCardAct,
  BlankRows,
  CountBlanks,
  MoveBlanks,
  ReceiveBlanks,
  SpoilBlanks,
  HandOverCard,
  ActivateCard,
  PeopleAtCounter,
  SellUnitCards,
  UnitCardsQueries,
  UnitPapers,
  UndoUnitCards,
  OpenUnnamedCard,
];

@Global()
@Module({
  imports: [ApprovalsModule, MembersModule, PrintingModule, StaffModule, VenueModule],
  providers: services,
  exports: services,
})
export class CardsModule {
  constructor(
    statuses: ErrorStatuses,
    verifier: Verifier,
    parts: HandoverParts,
    custody: CustodyRegistry,
    gate: DayGate,
    duties: CardDuties,
    approvable: ApprovableActs,
    opening: OpenCard,
    replacing: ReplaceCardAct,
    transferring: TransferCardAct,
  ) {
    statuses.register(cardsErrors);
    statuses.register(cardLifeErrors);
    verifier.register(...cardChecks);
    parts.register(duties);
    custody.register((db, staffId) => duties.heldBy(db, staffId));
    gate.onClose((tx, businessDate) => duties.endOfDay(tx, businessDate));
    approvable.register(opening);
    approvable.register(replacing);
    approvable.register(transferring);
  }
}

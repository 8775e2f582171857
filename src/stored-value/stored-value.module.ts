import { Global, Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { HolderChanges } from '../cards/holder-changes.js';
import { ErasureTerms } from '../members/erasure-terms.js';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { SlipFollowers } from '../slips/slip-followers.js';
import { SlipsModule } from '../slips/slips.module.js';
import { ApprovableActs } from '../staff/approvals/approvable-acts.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { ExceptionsQueries } from './exceptions.queries.js';
import { ReviewException } from './review-exception.js';
import { UnitTopUps } from './unit-top-up.js';
import { CorrectTopUp } from './correct-top-up.js';
import { HolderChecks } from './holder-checks.js';
import { LotWriter } from './lot-writer.js';
import { TierFigures } from '../cards/tier/tier-figures.js';
import { Lots } from './lots.js';
import { prepaidChecks } from './prepaid-checks.js';
import { RepostSpends } from './repost-spends.js';
import { ReturnPapers } from './return-papers.js';
import { ReturnResidue } from './return-residue.js';
import { ReturnSpend } from './return-spend.js';
import { SecondCards } from './second-cards.js';
import { SpendSlips } from './spend-slips.js';
import { SpendValue } from './spend-value.js';
import { SpendingSecrets } from './spending-secrets.js';
import { storedValueErrors } from './stored-value.errors.js';
import { TopUpPlans } from './top-up-plan.js';
import { TopUps } from './top-up.js';
import { CorrectTopUpAct, UndoSpendAct } from './value-acts.js';
import { ValueDesk } from './value-desk.js';
import { ValuePapers } from './value-papers.js';

const services = [
  CorrectTopUp,
  ExceptionsQueries,
  HolderChecks,
  LotWriter,
  Lots,
  RepostSpends,
  ReturnPapers,
  ReturnResidue,
  ReturnSpend,
  ReviewException,
  SecondCards,
  SpendSlips,
  SpendValue,
  SpendingSecrets,
  TopUpPlans,
  TopUps,
  UnitTopUps,
  ValueDesk,
  ValuePapers,
];

/** Money kept on cards: lots, what is spent of them, and what goes back. Pages: `StoredValuePagesModule`. */
@Global()
@Module({
  imports: [VenueModule, StaffModule, MembersModule, CardsModule, SlipsModule, PrintingModule, ApprovalsModule],
  providers: [...services, CorrectTopUpAct, UndoSpendAct],
  exports: services,
})
export class StoredValueModule {
  constructor(
    statuses: ErrorStatuses,
    verifier: Verifier,
    acts: ApprovableActs,
    followers: SlipFollowers,
    holders: HolderChanges,
    returns: ReturnSpend,
    secrets: SpendingSecrets,
    correct: CorrectTopUpAct,
    undo: UndoSpendAct,
    figures: TierFigures,
    lots: Lots,
    terms: ErasureTerms,
  ) {
    statuses.register(storedValueErrors);
    verifier.register(...prepaidChecks);
    acts.register(correct);
    acts.register(undo);
    followers.register(returns);
    figures.register((db, membershipId, without) => lots.standing(db, membershipId, without));
    terms.register((db, membershipId) => lots.left(db, membershipId));
    holders.register((tx, { membershipId }) => secrets.forget(tx, membershipId));
  }
}

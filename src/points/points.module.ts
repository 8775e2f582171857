import { Global, Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { ErasureTerms } from '../members/erasure-terms.js';
import { MemberFigures } from '../members/member-figures.js';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { points } from '../platform/views/format.js';
import { SlipClaims } from '../slips/slip-claims.js';
import { SlipsModule } from '../slips/slips.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { Confirmations } from './confirmations.js';
import { CreditQuotes } from './credit-quote.js';
import { CreditSlip } from './credit-slip.js';
import { ExpirySchedule } from './expiry-schedule.js';
import { ForfeitPoints } from './forfeit-points.js';
import { PointsExpiry } from './points-expiry.js';
import { PointsOf } from './points-of.js';
import { PointsPapers } from './points-papers.js';
import { PointsPostings } from './points-postings.js';
import { pointsErrors } from './points.errors.js';
import { RecountSlip } from './recount-slip.js';
import { ReverseExpiry } from './reverse-expiry.js';
import { Signatures } from './signatures.js';
import { UndoCredit } from './undo-credit.js';
import { Visits } from './visits.js';

const services = [
  Confirmations,
  CreditQuotes,
  CreditSlip,
  PointsExpiry,
  PointsOf,
  PointsPapers,
  PointsPostings,
  RecountSlip,
  ReverseExpiry,
  Signatures,
  UndoCredit,
  Visits,
];

/** Points: what a slip earns, what a refund takes back, what expires. Pages: `PointsPagesModule`. */
@Global()
@Module({
  imports: [VenueModule, MembersModule, CardsModule, SlipsModule, PrintingModule],
  providers: [...services, ExpirySchedule, ForfeitPoints],
  exports: services,
})
export class PointsModule {
  constructor(
    statuses: ErrorStatuses,
    claims: SlipClaims,
    recount: RecountSlip,
    figures: MemberFigures,
    pointsOf: PointsOf,
    terms: ErasureTerms,
    signatures: Signatures,
    forfeit: ForfeitPoints,
  ) {
    statuses.register(pointsErrors);
    claims.register(recount);
    terms.register((db, membershipId) => signatures.openOf(db, membershipId));
    terms.ends(forfeit);
    figures.register({ labelKey: 'points.figure', load: async (db, id) => points(await pointsOf.balance(db, id)) });
  }
}

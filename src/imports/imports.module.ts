import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { ErasureTerms } from '../members/erasure-terms.js';
import { MembersModule } from '../members/members.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { SlipsModule } from '../slips/slips.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { ImportFiles } from './import-files.js';
import { ImportKinds } from './import-kinds.js';
import { ImportRunner } from './import-runner.js';
import { importChecks } from './import-checks.js';
import { importsErrors } from './imports.errors.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { MembersImportKind } from './members-import-kind.js';
import { OpeningClaims } from './opening-claims.js';
import { SignOpening } from './sign-opening.js';
import { SignValues } from './sign-values.js';
import { SlipsImportKind } from './slips-import-kind.js';
import { ValuesImportKind } from './values-import-kind.js';
import { WithdrawOpening } from './withdraw-opening.js';
import { OpenLots } from '../stored-value/open-lots.js';

const services = [
  ImportFiles,
  ImportKinds,
  ImportRunner,
  ImportsQueries,
  ImportsService,
  MembersImportKind,
  OpenLots,
  OpeningClaims,
  SignOpening,
  SignValues,
  SlipsImportKind,
  ValuesImportKind,
  WithdrawOpening,
];

/** Lists from files: members with what they bring, slips of a till, money on cards. Pages: `ImportsPagesModule`. */
@Module({
  imports: [VenueModule, MembersModule, CardsModule, SlipsModule, PrintingModule],
  providers: services,
  exports: services,
})
export class ImportsModule {
  constructor(statuses: ErrorStatuses, terms: ErasureTerms, queries: ImportsQueries, verifier: Verifier) {
    terms.register((db, membershipId) => queries.unsignedOf(db, membershipId));
    statuses.register(importsErrors);
    verifier.register(...importChecks);
  }
}

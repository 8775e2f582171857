import { Module } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { InvoicesModule } from '../invoices/invoices.module.js';
import { refuseInvoicedSale } from '../invoices/sources/sale-on-invoice.js';
import { LostPropertyModule } from '../lost-property/lost-property.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { HealthSigns } from '../platform/http/health-signs.js';
import { Verifier } from '../platform/journal/verify.js';
import { PaperGate } from '../platform/printing/paper-gate.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { RoundDownGate } from '../shifts/round-down-gate.js';
import { ShiftsModule } from '../shifts/shifts.module.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { DayGate, type DayObstacle } from '../venue/day-gate.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { SafeContents } from '../venue/safe-contents.js';
import { VenueModule } from '../venue/venue.module.js';
import { MatchNight } from './match-night.service.js';
import { Morning } from './morning.service.js';
import { NightBackups } from './night-backups.js';
import { nightChecks } from './night-checks.js';
import { assertSealRead, NightPapers } from './night-papers.js';
import { deskEnds, liveSeal } from './night-rows.js';
import { NightSigns } from './night-signs.js';
import { NightWitness } from './night-witness.js';
import { nightErrors } from './night.errors.js';
import { InvoiceHandover } from './invoice-handover.js';
import { InvoiceSafe } from './invoice-safe.js';
import { Proofs } from './proofs.js';
import { cashBags, valuables } from './safe-parts.js';
import { SealNight } from './seal-night.service.js';

const services = [
  InvoiceHandover,
  InvoiceSafe,
  MatchNight,
  Morning,
  NightBackups,
  NightPapers,
  NightSigns,
  NightWitness,
  Proofs,
  SealNight,
];

/** 日结封存: the night is sealed, copied and accepted in the morning. Pages: `NightPagesModule`. */
@Module({
  imports: [
    ApprovalsModule,
    InvoicesModule,
    LostPropertyModule,
    OperationsModule,
    PrintingModule,
    ShiftsModule,
    StaffModule,
    VenueModule,
  ],
  providers: services,
  exports: services,
})
export class NightModule {
  constructor(
    days: DayGate,
    safe: SafeContents,
    statuses: ErrorStatuses,
    verifier: Verifier,
    signs: HealthSigns,
    night: NightSigns,
    backups: NightBackups,
    parts: HandoverParts,
    invoices: InvoiceHandover,
    books: InvoiceSafe,
    papers: PaperGate,
    proofs: Proofs,
    rounding: RoundDownGate,
  ) {
    statuses.register(nightErrors);
    verifier.register(...nightChecks);
    signs.register(() => night.backup());
    signs.register(() => night.seal());
    for (const part of [cashBags, books, valuables]) safe.register(part);
    papers.register('night-seal', assertSealRead);
    parts.register(invoices);
    rounding.register(refuseInvoicedSale);
    days.register(unsealedDesks);
    days.register(booksInHand);
    days.onStart(assertAccepted);
    days.onStart((tx) => proofs.assertNoneOverdue(tx));
    days.onClosed(() => void backups.runIfDue());
  }
}

async function unsealedDesks(db: SqlReads, storeId: string, businessDate: string): Promise<DayObstacle[]> {
  const ends = await deskEnds(db, storeId, businessDate);
  return ends
    .filter(({ sealed }) => sealed !== 1)
    .map(({ deskName }) => ({ key: 'night.gate.unsealed', params: { desk: deskName }, href: '/night' }));
}

async function booksInHand(db: SqlReads, storeId: string): Promise<DayObstacle[]> {
  const row = await db.one<{ n: number }>(
    "SELECT count(*) AS n FROM invoice_book WHERE store_id = ? AND place = 'CLERK'",
    [storeId],
  );
  return row && row.n > 0 ? [{ key: 'night.gate.books', params: { count: row.n }, href: '/invoices/books' }] : [];
}

async function assertAccepted(tx: Tx, deskId: string): Promise<void> {
  const seal = await liveSeal(tx, deskId);
  if (seal?.state === 'SEALED' || seal?.state === 'CLEARED') throw new DomainError('night.unaccepted');
  if (seal?.state === 'BROKEN') throw new DomainError('night.broken');
}

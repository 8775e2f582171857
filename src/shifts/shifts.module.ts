import { Module } from '@nestjs/common';
import { AccountGates } from '../ledger/account-gates.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ActShift } from '../platform/database/act-shift.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Verifier } from '../platform/journal/verify.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { CustodyRegistry } from '../staff/custody-registry.js';
import { SignOutGate } from '../staff/sign-out-gate.js';
import { StaffModule } from '../staff/staff.module.js';
import { DayGate } from '../venue/day-gate.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { VenueModule } from '../venue/venue.module.js';
import { bagsDue } from './bag-rows.js';
import { BagsService } from './bags.service.js';
import { CashDrawer } from './cash-drawer.service.js';
import { DaySheet } from './day-sheet.js';
import { DrawerActs } from './drawer-acts.js';
import { DrawerCounts } from './drawer-counts.js';
import { guardDrawers, tellActsTheirShift } from './drawer-gate.js';
import { DutyLog } from './duty-log.js';
import { FinanceCorrections } from './finance/finance-corrections.js';
import { FinanceService } from './finance/finance.service.js';
import { enrolmentPapers, merchantCopies, openMatters, openSignatures } from './handover-lines.js';
import { copiesDue, MissingCopies } from './missing-copies.js';
import { shiftChecks } from './shift-checks.js';
import { RoundDownGate } from './round-down-gate.js';
import { ShiftPapers } from './shift-papers.js';
import { unclosedShifts, whatKeeps } from './shift-rows.js';
import { shiftsErrors } from './shifts.errors.js';
import { ShiftsService } from './shifts.service.js';
import { SignHandover } from './sign-handover.service.js';
import { TakeOver } from './take-over.service.js';
import { UndoDrawerAct } from './undo-drawer-act.js';

const services = [
  BagsService,
  CashDrawer,
  DaySheet,
  DrawerActs,
  DrawerCounts,
  DutyLog,
  FinanceCorrections,
  FinanceService,
  MissingCopies,
  RoundDownGate,
  ShiftPapers,
  ShiftsService,
  SignHandover,
  TakeOver,
  UndoDrawerAct,
];

/** Shifts with their drawers, from opening to the bank. Pages: `ShiftsPagesModule`. */
@Module({
  imports: [ApprovalsModule, LedgerModule, PrintingModule, StaffModule, VenueModule],
  providers: services,
  exports: services,
})
export class ShiftsModule {
  constructor(
    acts: ActShift,
    gates: AccountGates,
    parts: HandoverParts,
    days: DayGate,
    custody: CustodyRegistry,
    leaving: SignOutGate,
    statuses: ErrorStatuses,
    verifier: Verifier,
    sheet: DaySheet,
  ) {
    statuses.register(shiftsErrors);
    verifier.register(...shiftChecks);
    guardDrawers(gates);
    tellActsTheirShift(acts);
    for (const part of [merchantCopies, enrolmentPapers, openSignatures, openMatters]) parts.register(part);
    days.register(async (db, storeId) => {
      const open = await unclosedShifts(db, storeId);
      return open.map(({ id, template, clerkName }) => ({
        key: 'shifts.obstacle.openShift',
        params: { template, clerk: clerkName },
        href: `/shifts/${id}`,
      }));
    });
    days.remind(bagsDue);
    days.remind(copiesDue);
    days.onClose((tx, businessDate) => sheet.keep(tx, businessDate));
    leaving.register(whatKeeps);
    custody.register(async (db, staffId) => {
      const held = await db.rows<{ id: string }>('SELECT id FROM shift WHERE open_clerk_id = ?', [staffId]);
      return held.map(({ id }) => ({ key: 'shifts.custody.shift', href: `/shifts/${id}` }));
    });
  }
}

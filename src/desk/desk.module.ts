import { Global, Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { Shell } from '../platform/http/shell.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { ApprovalsPagesModule } from '../staff/approvals/approvals-pages.module.js';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { ActRegistry } from './act-registry.js';
import { DeskContributions } from './desk-contributions.js';
import { DeskPages } from './desk-page.js';
import { DeskShell } from './desk-shell.js';
import { DeskState } from './desk-state.js';
import { DeskController } from './desk.controller.js';
import { deskErrors } from './desk.errors.js';
import { DeskPresenter } from './desk.presenter.js';
import { DocumentPrints } from './documents/document-prints.service.js';
import { DocumentsController } from './documents/documents.controller.js';
import { DocumentsPresenter } from './documents/documents.presenter.js';
import { FindController } from './find.controller.js';
import { Finders } from './finders.js';
import { DeskHealthController } from './health.controller.js';
import { JobRegistry } from './job-registry.js';
import { JournalController } from './journal.controller.js';
import { JournalPresenter } from './journal.presenter.js';
import { JournalQueries } from './journal.queries.js';
import { TonightFacts } from './tonight-facts.js';

const registries = [JobRegistry, Finders, DeskContributions, ActRegistry, TonightFacts];
const pages = [
  DeskPages,
  DeskPresenter,
  DeskState,
  JournalQueries,
  JournalPresenter,
  DocumentPrints,
  DocumentsPresenter,
];

/** The desk: the frame, the first page, the one box, the journal and the stored papers. Rooms register what they add. */
@Global()
@Module({
  imports: [ApprovalsModule, ApprovalsPagesModule, PrintingModule, StaffModule, VenueModule],
  controllers: [DeskController, FindController, JournalController, DocumentsController, DeskHealthController],
  providers: [...registries, ...pages, { provide: Shell, useClass: DeskShell }],
  exports: [...registries, Shell],
})
export class DeskModule {
  constructor(jobs: JobRegistry, statuses: ErrorStatuses) {
    statuses.register(deskErrors);
    jobs.register(
      { key: 'F1', href: '/', labelKey: 'desk.key.desk', icon: 'layout-dashboard', permission: 'desk.view' },
      // rooms below the desk cannot reach it to register themselves
      { key: '', href: '/venue/day', labelKey: 'venue.title', icon: 'store', permission: 'venue.view' },
      { key: '', href: '/staff', labelKey: 'staff.title', icon: 'users', permission: 'staff.view' },
    );
  }
}

import { Module } from '@nestjs/common';
import { ActRegistry } from '../desk/act-registry.js';
import { DeskContributions } from '../desk/desk-contributions.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobRegistry } from '../desk/job-registry.js';
import { ImportPages } from './import-pages.js';
import { ImportsDesk } from './imports-desk.js';
import { ImportsController } from './imports.controller.js';
import { ImportsModule } from './imports.module.js';
import { ImportsPresenter } from './imports.presenter.js';
import { ValuesImportController } from './values-import.controller.js';

/** The pages of imports: /imports. */
@Module({
  imports: [ImportsModule, DeskModule],
  controllers: [ImportsController, ValuesImportController],
  providers: [ImportPages, ImportsDesk, ImportsPresenter],
})
export class ImportsPagesModule {
  constructor(jobs: JobRegistry, acts: ActRegistry, desk: DeskContributions, imports: ImportsDesk) {
    jobs.register({ key: '', href: '/imports', labelKey: 'imports.title', icon: 'upload', permission: 'imports.view' });
    acts.register(...imports.described());
    desk.register(imports);
  }
}

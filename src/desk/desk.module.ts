import { Global, Module } from '@nestjs/common';
import { Shell } from '../platform/http/shell.js';
import { ActRegistry } from './act-registry.js';
import { DeskContributions } from './desk-contributions.js';
import { DeskShell } from './desk-shell.js';
import { DeskState } from './desk-state.js';
import { Finders } from './finders.js';
import { JobRegistry } from './job-registry.js';

const registries = [JobRegistry, Finders, DeskContributions, ActRegistry];

@Global()
@Module({
  providers: [...registries, DeskState, { provide: Shell, useClass: DeskShell }],
  exports: [...registries, Shell],
})
export class DeskModule {
  constructor(jobs: JobRegistry) {
    jobs.register({
      key: 'F1',
      href: '/',
      labelKey: 'desk.key.desk',
      icon: 'layout-dashboard',
      permission: 'desk.view',
    });
  }
}

import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { JobRegistry } from '../desk/job-registry.js';
import { StaffModule } from '../staff/staff.module.js';
import { ErasureController } from './erasure.controller.js';
import { MemberPages } from './member-pages.js';
import { MemberPresenter } from './member.presenter.js';
import { MembersController } from './members.controller.js';
import { MembersModule } from './members.module.js';
import { ProfileController } from './profile.controller.js';

/** The pages of members, and their place on the rail. */
@Module({
  imports: [DeskModule, MembersModule, StaffModule],
  controllers: [ErasureController, ProfileController, MembersController],
  providers: [MemberPages, MemberPresenter],
})
export class MembersPagesModule {
  constructor(jobs: JobRegistry) {
    jobs.register({ key: 'F2', href: '/members', labelKey: 'members.key', icon: 'search', permission: 'members.view' });
  }
}

import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { MembersModule } from '../members/members.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { LostPropertyModule } from './lost-property.module.js';
import { ClaimPresenter } from './pages/claim.presenter.js';
import { DutiesPresenter } from './pages/duties.presenter.js';
import { EnquiriesPresenter } from './pages/enquiries.presenter.js';
import { FindersPresenter } from './pages/finders.presenter.js';
import { ItemPresenter } from './pages/item.presenter.js';
import { ItemStory } from './pages/item-story.js';
import { LostBarController } from './pages/lost-bar.controller.js';
import { LostClaimController } from './pages/lost-claim.controller.js';
import { LostCustodyController } from './pages/lost-custody.controller.js';
import { LostDeskController } from './pages/lost-desk.controller.js';
import { LostDeskPresenter } from './pages/lost-desk.presenter.js';
import { LostDetails } from './pages/lost-details.js';
import { LostItemController } from './pages/lost-item.controller.js';
import { LostLeaveController } from './pages/lost-leave.controller.js';
import { LostPeopleController } from './pages/lost-people.controller.js';
import { LostReportController } from './pages/lost-report.controller.js';
import { LostRoomDesk } from './pages/lost-room-desk.js';
import { LostSafeController } from './pages/lost-safe.controller.js';
import { LostWordsPresenter } from './pages/lost-words.presenter.js';
import { OwnerPresenter } from './pages/owner.presenter.js';
import { ReportPresenter } from './pages/report.presenter.js';
import { SafePresenter } from './pages/safe.presenter.js';

const controllers = [
  LostDeskController,
  LostCustodyController,
  LostSafeController,
  LostReportController,
  LostClaimController,
  LostLeaveController,
  LostBarController,
  LostItemController,
  LostPeopleController,
];
const presenters = [
  ClaimPresenter,
  DutiesPresenter,
  EnquiriesPresenter,
  FindersPresenter,
  ItemPresenter,
  ItemStory,
  LostDeskPresenter,
  LostDetails,
  LostRoomDesk,
  LostWordsPresenter,
  OwnerPresenter,
  ReportPresenter,
  SafePresenter,
];

/** The pages of lost property and what it adds to the desk. */
@Module({ imports: [LostPropertyModule, DeskModule, MembersModule, StaffModule], controllers, providers: presenters })
export class LostPropertyPagesModule {}

import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../staff/approvals/approvals.module.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesPresenter } from './activities.presenter.js';
import { GiftCountsController } from './gift-counts.controller.js';
import { GiftDesk } from './gift-desk.js';
import { GiftsController } from './gifts.controller.js';
import { GiftsModule } from './gifts.module.js';
import { GiftsPresenter } from './gifts.presenter.js';

/** The pages of gifts: /gifts, /gifts/activities, /gifts/items and their counts. */
@Module({
  imports: [GiftsModule, ApprovalsModule],
  controllers: [ActivitiesController, GiftCountsController, GiftsController],
  providers: [ActivitiesPresenter, GiftDesk, GiftsPresenter],
})
export class GiftsPagesModule {}

import { Module } from '@nestjs/common';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesPresenter } from './activities.presenter.js';
import { GiftDesk } from './gift-desk.js';
import { GiftsController } from './gifts.controller.js';
import { GiftsModule } from './gifts.module.js';
import { GiftsPresenter } from './gifts.presenter.js';

/** The pages of gifts: /gifts, /gifts/activities, /gifts/items. */
@Module({
  imports: [GiftsModule],
  controllers: [ActivitiesController, GiftsController],
  providers: [ActivitiesPresenter, GiftDesk, GiftsPresenter],
})
export class GiftsPagesModule {}

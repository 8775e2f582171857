import { Global, Module } from '@nestjs/common';
import { FilesModule } from '../platform/files/files.module.js';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { PrintingModule } from '../platform/printing/printing.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { GiftCatalogue } from './gift-catalogue.js';
import { GiftPaper } from './gift-paper.js';
import { GiftPhotos } from './gift-photos.js';
import { GiftSchedule } from './gift-schedule.js';
import { GiftStock } from './gift-stock.js';
import { giftsErrors } from './gifts.errors.js';
import { GiftsQueries } from './gifts.queries.js';

const services = [GiftCatalogue, GiftPaper, GiftPhotos, GiftStock, GiftsQueries];

/** Gifts: catalogue, dated activities, pieces and where they lie. What a guest gives for them is no business of this room. */
@Global()
@Module({
  imports: [VenueModule, FilesModule, PrintingModule],
  providers: [...services, GiftSchedule],
  exports: [...services, GiftSchedule],
})
export class GiftsModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(giftsErrors);
  }
}

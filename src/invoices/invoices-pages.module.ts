import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { SlipsQueries } from '../slips/slips.queries.js';
import { StaffModule } from '../staff/staff.module.js';
import { VenueModule } from '../venue/venue.module.js';
import { InvoiceQueries } from './invoice.queries.js';
import { InvoiceRegister } from './invoice-register.js';
import { InvoicesModule } from './invoices.module.js';
import { BooksController } from './pages/books.controller.js';
import { BooksPresenter } from './pages/books.presenter.js';
import { FoundAddress } from './pages/found-address.js';
import { FoundPresenter } from './pages/found.presenter.js';
import { InvoiceDeskController } from './pages/invoice-desk.controller.js';
import { InvoiceRoomDesk } from './pages/invoice-room-desk.js';
import { InvoiceWords } from './pages/invoice-words.presenter.js';
import { IssuePresenter } from './pages/issue.presenter.js';
import { OfficeController } from './pages/office.controller.js';
import { OfficePresenter } from './pages/office.presenter.js';
import { RecordController } from './pages/record.controller.js';
import { RecordPresenter } from './pages/record.presenter.js';
import { RegisterController } from './pages/register.controller.js';

const controllers = [InvoiceDeskController, OfficeController, RecordController, BooksController, RegisterController];
const presenters = [
  BooksPresenter,
  FoundAddress,
  FoundPresenter,
  InvoiceQueries,
  InvoiceRegister,
  InvoiceRoomDesk,
  InvoiceWords,
  IssuePresenter,
  OfficePresenter,
  RecordPresenter,
  SlipsQueries,
];

/** The pages of invoices and what they add to the desk. */
@Module({
  imports: [InvoicesModule, CardsModule, DeskModule, StaffModule, VenueModule],
  controllers,
  providers: presenters,
})
export class InvoicesPagesModule {}

import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { BirthdaysModule } from './birthdays.module.js';
import { BirthdayBooksController } from './pages/birthday-books.controller.js';
import { BirthdayBooksPresenter } from './pages/birthday-books.presenter.js';
import { BirthdayEntryController } from './pages/birthday-entry.controller.js';
import { BirthdayEntryPresenter } from './pages/birthday-entry.presenter.js';
import { BirthdayGiftsController } from './pages/birthday-gifts.controller.js';
import { BirthdayGiftsPresenter } from './pages/birthday-gifts.presenter.js';
import { BirthdayListsPresenter } from './pages/birthday-lists.presenter.js';
import { BirthdayRoomDesk } from './pages/birthday-room-desk.js';
import { BirthdayTodoPresenter } from './pages/birthday-todo.presenter.js';
import { BirthdayUndoController } from './pages/birthday-undo.controller.js';
import { BirthdayWaiting } from './pages/birthday-waiting.js';
import { BirthdayWords } from './pages/birthday-words.js';
import { BirthdayWorkbooks } from './pages/birthday-workbooks.js';
import { GiftRegisterPresenter } from './pages/gift-register.presenter.js';
import { GiftStockPresenter } from './pages/gift-stock.presenter.js';
import { PeriodBooks } from './pages/period-books.js';
import { PeriodTables } from './pages/period-tables.js';
import { TaxSheet } from './pages/tax-sheet.js';
import { BirthdaysController } from './pages/birthdays.controller.js';

/** The pages of birthdays: /birthdays. */
@Module({
  imports: [BirthdaysModule, DeskModule],
  controllers: [
    BirthdaysController,
    BirthdayGiftsController,
    BirthdayBooksController,
    BirthdayUndoController,
    BirthdayEntryController,
  ],
  providers: [
    BirthdayBooksPresenter,
    BirthdayEntryPresenter,
    BirthdayGiftsPresenter,
    BirthdayListsPresenter,
    BirthdayRoomDesk,
    BirthdayTodoPresenter,
    BirthdayWaiting,
    BirthdayWords,
    BirthdayWorkbooks,
    GiftRegisterPresenter,
    GiftStockPresenter,
    PeriodBooks,
    PeriodTables,
    TaxSheet,
  ],
})
export class BirthdaysPagesModule {}

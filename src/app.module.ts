import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { BirthdaysPagesModule } from './birthdays/birthdays-pages.module.js';
import { BirthdaysModule } from './birthdays/birthdays.module.js';
import { CardsPagesModule } from './cards/cards-pages.module.js';
import { CardsModule } from './cards/cards.module.js';
import { DeskModule } from './desk/desk.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { MembersPagesModule } from './members/members-pages.module.js';
import { MembersModule } from './members/members.module.js';
import { OperationsModule } from './operations/operations.module.js';
import type { Clock } from './platform/clock/clock.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { type DatabaseAccess, DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { ErrorStatusesModule } from './platform/http/error-statuses.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { I18nModule } from './platform/i18n/i18n.module.js';
import { VerifyModule } from './platform/journal/verify.module.js';
import { PrintingModule } from './platform/printing/printing.module.js';
import type { Settings } from './platform/settings/settings.js';
import { SettingsModule } from './platform/settings/settings.module.js';
import { ViewsModule } from './platform/views/views.module.js';
import { StaffPagesModule } from './staff/staff-pages.module.js';
import { PointsPagesModule } from './points/points-pages.module.js';
import { PointsModule } from './points/points.module.js';
import { SlipsPagesModule } from './slips/slips-pages.module.js';
import { SlipsModule } from './slips/slips.module.js';
import { ShiftsPagesModule } from './shifts/shifts-pages.module.js';
import { ShiftsModule } from './shifts/shifts.module.js';
import { StaffModule } from './staff/staff.module.js';
import { VenuePagesModule } from './venue/venue-pages.module.js';
import { VenueModule } from './venue/venue.module.js';
import { GiftsPagesModule } from './gifts/gifts-pages.module.js';
import { GiftsModule } from './gifts/gifts.module.js';
import { ImportsPagesModule } from './imports/imports-pages.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { RedemptionPagesModule } from './points/redemption/redemption-pages.module.js';
import { RedemptionModule } from './points/redemption/redemption.module.js';
import { LostPropertyPagesModule } from './lost-property/lost-property-pages.module.js';
import { LostPropertyModule } from './lost-property/lost-property.module.js';
import { InvoicesPagesModule } from './invoices/invoices-pages.module.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import { RoomsPagesModule } from './rooms/rooms-pages.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { NightPagesModule } from './night/night-pages.module.js';
import { NightModule } from './night/night.module.js';
import { DisputesModule } from './stored-value/disputes/disputes.module.js';
import { PrepaidReportsModule } from './stored-value/reports/prepaid-reports.module.js';
import { RefundModule } from './stored-value/refund/refund.module.js';
import { RefundPagesModule } from './stored-value/refund/pages/refund-pages.module.js';
import { StoredValuePagesModule } from './stored-value/pages/stored-value-pages.module.js';
import { StoredValueModule } from './stored-value/stored-value.module.js';
import { StatementsModule } from './statements/statements.module.js';

const groundFloor = [
  VerifyModule,
  ErrorStatusesModule,
  I18nModule,
  ViewsModule,
  HttpModule,
  PrintingModule,
  FilesModule,
];

/** The rooms of the house, in the order a guest meets them. */
const rooms = [
  DeskModule,
  VenueModule,
  VenuePagesModule,
  StaffModule,
  StaffPagesModule,
  LedgerModule,
  MembersModule,
  MembersPagesModule,
  CardsModule,
  CardsPagesModule,
  DevicesModule,
  ApiModule,
  SlipsModule,
  SlipsPagesModule,
  PointsModule,
  PointsPagesModule,
  OperationsModule,
  ShiftsModule,
  ShiftsPagesModule,
  GiftsModule,
  GiftsPagesModule,
  RedemptionModule,
  RedemptionPagesModule,
  ImportsModule,
  ImportsPagesModule,
  StoredValueModule,
  StoredValuePagesModule,
  RefundModule,
  RefundPagesModule,
  PrepaidReportsModule,
  DisputesModule,
  StatementsModule,
  LostPropertyModule,
  InvoicesModule,
  InvoicesPagesModule,
  LostPropertyPagesModule,
  RoomsModule,
  RoomsPagesModule,
  BirthdaysModule,
  BirthdaysPagesModule,
  NightModule,
  NightPagesModule,
];

@Module({})
export class AppModule {
  static with(settings: Settings, clock: Clock, access: DatabaseAccess = 'server'): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        ClockModule.with(clock),
        DatabaseModule.forRoot(access),
        ...groundFloor,
        ...rooms,
      ],
    };
  }
}

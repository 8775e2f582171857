import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { RoomRoomDesk } from './pages/room-room-desk.js';
import { RoomsController } from './pages/rooms.controller.js';
import { RoomsPresenter } from './pages/rooms.presenter.js';
import { RoomsModule } from './rooms.module.js';

/** The pages of rooms and reservations: /rooms. */
@Module({
  imports: [RoomsModule, DeskModule],
  controllers: [RoomsController],
  providers: [RoomRoomDesk, RoomsPresenter],
})
export class RoomsPagesModule {}

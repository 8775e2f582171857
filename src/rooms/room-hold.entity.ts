import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Membership } from '../members/membership.entity.js';
import { Room } from './room.entity.js';

/** A reservation (预约) and, once it has a room, the hold of that room (留房). No two holds of one room overlap. */
@Entity()
@Unique(['storeId', 'businessDate', 'sequence'])
@Index(['roomId', 'fromAt'])
@Index(['membershipId'])
export class RoomHold {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('integer')
  sequence!: number;

  /** 预约号, as reception learns it by heart: 1120-03. */
  @Column('varchar', { length: 16 })
  number!: string;

  /** Null while nobody has given it a room. */
  @ForeignKey(() => Room)
  @Column('varchar', { length: 36, nullable: true })
  roomId!: string | null;

  /** Milliseconds; half-open. */
  @Column('bigint')
  fromAt!: number;

  @Column('bigint')
  untilAt!: number;

  /** ASKED, HELD, ARRIVED or RELEASED. */
  @Column('varchar', { length: 16 })
  state!: string;

  /** BIRTHDAY or PHONE. */
  @Column('varchar', { length: 16 })
  purpose!: string;

  @Column('integer')
  people!: number;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36, nullable: true })
  membershipId!: string | null;

  /** JSON: name, phone of a guest without a card, sealed under the reservation's own key (003E-081). */
  @Column('text', { nullable: true })
  sealedGuest!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  createdAt!: number;
}

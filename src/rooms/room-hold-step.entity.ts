import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { RoomHold } from './room-hold.entity.js';

/** What became of a reservation, step by step. */
@Entity()
@AppendOnly()
@Index(['holdId'])
@Index(['journalId'])
export class RoomHoldStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => RoomHold)
  @Column('varchar', { length: 36 })
  holdId!: string;

  /** ASKED, HELD, MOVED, ARRIVED or RELEASED. */
  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('varchar', { length: 36, nullable: true })
  roomId!: string | null;

  @Column('bigint')
  fromAt!: number;

  @Column('bigint')
  untilAt!: number;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

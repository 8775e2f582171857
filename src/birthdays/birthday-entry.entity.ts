import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Membership } from '../members/membership.entity.js';
import { Person } from '../members/person.entity.js';
import { Document } from '../platform/printing/document.entity.js';
import { RoomHold } from '../rooms/room-hold.entity.js';
import { BirthdayRoster } from './birthday-roster.entity.js';

/** One birthday of one person: the year is that of the birthday’s own calendar, so nobody gets two gifts for it. */
@Entity()
@Unique(['personId', 'calendar', 'year'])
@Index(['storeId', 'onDate'])
@Index(['rosterId'])
@Index(['membershipId'])
@Index(['twinHash'])
@Index(['storeId', 'slipState'])
export class BirthdayEntry {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => BirthdayRoster)
  @Column('varchar', { length: 36 })
  rosterId!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @Column('varchar', { length: 8 })
  calendar!: string;

  @Column('integer')
  year!: number;

  /** The day it is kept. */
  @Column('varchar', { length: 10 })
  onDate!: string;

  /** 1 when it was added to a frozen list. */
  @Column('integer')
  late!: number;

  /** Keyed hash of name, birthday and phone tail: equal for what may be one human with two records (可能同一人). */
  @Column('varchar', { length: 64 })
  twinHash!: string;

  /** COMING, NOT_COMING, NO_ANSWER, CALL_LATER or WRONG_NUMBER, as the last call went. */
  @Column('varchar', { length: 16, nullable: true })
  attend!: string | null;

  @Column('bigint', { nullable: true })
  nextCallAt!: number | null;

  @ForeignKey(() => RoomHold)
  @Column('varchar', { length: 36, nullable: true })
  holdId!: string | null;

  @Column('bigint', { nullable: true })
  greetedAt!: number | null;

  /** The gift is given once: this is set only where it was empty. */
  @Column('bigint', { nullable: true })
  givenAt!: number | null;

  /** 赠送签收单 of this guest. */
  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  slipId!: string | null;

  /** OPEN from the gift on, then SIGNED, REFUSED or LEFT. */
  @Column('varchar', { length: 8, nullable: true })
  slipState!: string | null;

  /** 2 and more once a gift went to the wrong guest and is to be given anew; null before. */
  @Column('integer', { nullable: true })
  giftRound!: number | null;

  @Column('bigint')
  createdAt!: number;
}

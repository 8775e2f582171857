import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Staff } from '../staff/staff.entity.js';
import { CounterDesk } from '../venue/counter-desk.entity.js';
import { Store } from '../venue/store.entity.js';

/** A clerk's time at one desk with a drawer of its own; the drawer's accounts are owned by the shift. Its steps are `ShiftStep` rows. */
@Entity()
@Unique(['openDeskId'])
@Unique(['openClerkId'])
@Index(['storeId', 'businessDate'])
@Index(['clerkId', 'openedAt'])
@Index(['deskId', 'openedAt'])
export class Shift {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => CounterDesk)
  @Column('varchar', { length: 36 })
  deskId!: string;

  /** Of the day it was opened in; every act of the shift carries it, whatever the clock says. */
  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** `A`, `B`: of the policy in force. */
  @Column('varchar', { length: 8 })
  template!: string;

  @ForeignKey(() => Staff)
  @Column('varchar', { length: 36 })
  clerkId!: string;

  @Column('varchar', { length: 12 })
  state!: string;

  /** The desk while the drawer is not cut: the database itself keeps a second one from being opened. */
  @Column('varchar', { length: 36, nullable: true })
  openDeskId!: string | null;

  /** The clerk until the shift is closed: nobody has two. */
  @Column('varchar', { length: 36, nullable: true })
  openClerkId!: string | null;

  @Column('bigint')
  openedAt!: number;

  /** The second of F9: from here on the drawer takes nothing more. */
  @Column('bigint', { nullable: true })
  cutAt!: number | null;

  @Column('bigint', { nullable: true })
  closedAt!: number | null;

  /** Who counts and signs for a clerk who is absent. */
  @Column('varchar', { length: 36, nullable: true })
  takenOverBy!: string | null;

  /** JSON list of what was ticked at opening. */
  @Column('text')
  checklist!: string;
}

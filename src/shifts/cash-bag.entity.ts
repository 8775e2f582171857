import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Store } from '../venue/store.entity.js';
import { Shift } from './shift.entity.js';

/** Cash on its way from a drawer to Finance and on to the bank. Its steps are `BagStep` rows. */
@Entity()
@Unique(['storeId', 'number'])
@Index(['storeId', 'state'])
@Index(['clerkId', 'state'])
@Index(['shiftId'])
@Index(['depositId'])
export class CashBag {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  @Column('varchar', { length: 36 })
  clerkId!: string;

  /** SHIFT: the takings of a whole shift; DROP: put into the safe during it. */
  @Column('varchar', { length: 8 })
  source!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 12 })
  state!: string;

  /** Of the seal. */
  @Column('varchar', { length: 40, nullable: true })
  number!: string | null;

  @Column('bigint')
  takingsFen!: number;

  /** Float on its way back. */
  @Column('bigint')
  floatFen!: number;

  /** The day by whose noon Finance confirms it. */
  @Column('varchar', { length: 10, nullable: true })
  dueDate!: string | null;

  /** By Finance's own count. */
  @Column('bigint', { nullable: true })
  receivedFen!: number | null;

  @Column('bigint', { nullable: true })
  receivedAt!: number | null;

  @Column('varchar', { length: 36, nullable: true })
  depositId!: string | null;

  @Column('bigint')
  createdAt!: number;
}

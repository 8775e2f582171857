import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Shift } from '../shifts/shift.entity.js';
import { CounterDesk } from '../venue/counter-desk.entity.js';
import { Store } from '../venue/store.entity.js';

/** The seal on what a desk leaves for the night. Its story is `NightSealStep` rows. */
@Entity()
@Unique(['liveDeskId'])
@Unique(['storeId', 'number'])
@Index(['storeId', 'businessDate'])
@Index(['deskId', 'createdAt'])
@Index(['lastShiftId'])
export class NightSeal {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => CounterDesk)
  @Column('varchar', { length: 36 })
  deskId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 12 })
  state!: string;

  /** The desk until the night is accepted, else null: the database itself keeps a desk from being sealed twice. */
  @Column('varchar', { length: 36, nullable: true })
  liveDeskId!: string | null;

  /** The shift whose clerk held receipts against copies; a later one makes the matching stale. */
  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  lastShiftId!: string;

  /** On the seal; null until it is on. */
  @Column('varchar', { length: 40, nullable: true })
  number!: string | null;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint', { nullable: true })
  sealedAt!: number | null;

  @Column('bigint', { nullable: true })
  acceptedAt!: number | null;
}

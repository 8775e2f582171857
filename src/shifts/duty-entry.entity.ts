import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Store } from '../venue/store.entity.js';

/** A line of the VIP服务中心值班记录: who was on duty, what happened, where. Kept for good, sixty days and longer. */
@Entity()
@Index(['storeId', 'at'])
@Index(['shiftId'])
@Index(['journalId'])
@AppendOnly()
export class DutyEntry {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('varchar', { length: 64 })
  place!: string;

  @Column('varchar', { length: 500 })
  text!: string;

  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

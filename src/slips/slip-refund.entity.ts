import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Slip } from './slip.entity.js';

/** Money the till paid back on a settled slip. */
@Entity()
@Unique(['storeId', 'refundNo'])
@Index(['slipId'])
@Index(['journalId'])
@AppendOnly()
export class SlipRefund {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36 })
  slipId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 40 })
  refundNo!: string;

  @Column('bigint')
  receivedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

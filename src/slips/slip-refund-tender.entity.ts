import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { SlipRefund } from './slip-refund.entity.js';

@Entity()
@Index(['journalId'])
@AppendOnly()
export class SlipRefundTender {
  @ForeignKey(() => SlipRefund)
  @PrimaryColumn('varchar', { length: 36 })
  refundId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('bigint')
  amountFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Refund } from './refund.entity.js';

/** Where a refund stands now. */
@Entity()
@Index(['storeId', 'state'])
export class RefundStanding {
  @ForeignKey(() => Refund)
  @PrimaryColumn('varchar', { length: 36 })
  refundId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 16 })
  state!: string;

  @Column('bigint')
  updatedAt!: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { TopUpDispute } from './top-up-dispute.entity.js';

/** Where a dispute stands now. */
@Entity()
@Index(['storeId', 'state'])
export class DisputeStanding {
  @ForeignKey(() => TopUpDispute)
  @PrimaryColumn('varchar', { length: 36 })
  disputeId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 16 })
  state!: string;

  @Column('bigint')
  updatedAt!: number;
}

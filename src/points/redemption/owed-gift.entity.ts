import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Redemption } from './redemption.entity.js';

/** A gift that is paid for in points and still lies in the store (欠货单); the row goes when it is collected or undone. */
@Entity()
@Index(['storeId', 'since'])
export class OwedGift {
  @ForeignKey(() => Redemption)
  @PrimaryColumn('varchar', { length: 36 })
  redemptionId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('bigint')
  since!: number;
}

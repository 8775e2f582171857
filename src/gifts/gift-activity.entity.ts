import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A redemption activity (积分兑换活动) of a store with its first and last business date (003E-006). */
@Entity()
@Index(['storeId', 'endsOn'])
export class GiftActivity {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 80 })
  name!: string;

  @Column('varchar', { length: 10 })
  startsOn!: string;

  /** Last business date, included. */
  @Column('varchar', { length: 10 })
  endsOn!: string;

  /** When the pieces nobody took went back to the stock. */
  @Column('bigint', { nullable: true })
  returnedAt!: number | null;

  @Column('bigint')
  createdAt!: number;
}

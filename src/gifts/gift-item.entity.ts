import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Something a store gives for points. Its pieces are counted in the ledger, unit `GIFT:<id>`. */
@Entity()
@Unique(['storeId', 'code'])
export class GiftItem {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** As it stands on the shelf label, e.g. DEMO-CUP. */
  @Column('varchar', { length: 32 })
  code!: string;

  @Column('varchar', { length: 80 })
  nameZh!: string;

  @Column('varchar', { length: 80 })
  nameEn!: string;

  /** No longer given; the record and its pieces stay. */
  @Column('bigint', { nullable: true })
  retiredAt!: number | null;

  @Column('bigint')
  createdAt!: number;
}

import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** 生日会员名单 of a store and month: made before the month begins, frozen on the 1st (003E-011). */
@Entity()
@Unique(['storeId', 'month'])
export class BirthdayRoster {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** 'YYYY-MM'. */
  @Column('varchar', { length: 7 })
  month!: string;

  @Column('bigint')
  madeAt!: number;

  /** Whoever joins after this is added and marked. */
  @Column('bigint', { nullable: true })
  frozenAt!: number | null;

  /** Profiles changed before this have been looked at. */
  @Column('bigint')
  scannedAt!: number;

  /** The number of gifts the manager agreed to (003E-013). */
  @Column('integer', { nullable: true })
  confirmedCount!: number | null;

  @Column('varchar', { length: 36, nullable: true })
  confirmedBy!: string | null;

  @Column('bigint', { nullable: true })
  confirmedAt!: number | null;
}

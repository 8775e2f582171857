import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Store } from './store.entity.js';

/** A day of business, opened and closed by hand; acts carry its date, whatever the clock says. */
@Entity()
@Unique(['storeId', 'businessDate'])
@Unique(['openStoreId'])
export class BusinessDay {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Store)
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** The store while the day is open, else null: the database itself keeps a second day from being opened. */
  @Column('varchar', { length: 36, nullable: true })
  openStoreId!: string | null;

  @Column('bigint')
  openedAt!: number;

  @Column('varchar', { length: 36 })
  openedBy!: string;

  @Column('bigint', { nullable: true })
  closedAt!: number | null;

  @Column('varchar', { length: 36, nullable: true })
  closedBy!: string | null;
}

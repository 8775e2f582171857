import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Store } from './store.entity.js';

/** A place at the counter where guests are served: one drawer, one or more PCs. */
@Entity('desk')
@Index(['storeId'])
export class CounterDesk {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Store)
  storeId!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  /** Owner of the desk's `cash.drawer` account. */
  @Column('varchar', { length: 36 })
  drawerId!: string;

  @Column('bigint')
  createdAt!: number;
}

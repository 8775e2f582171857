import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A network receipt printer of a store. A terminal without one prints through its browser. */
@Entity()
@Index(['storeId'])
export class Printer {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  @Column('varchar', { length: 255 })
  host!: string;

  @Column('integer')
  port!: number;

  @Column('bigint')
  createdAt!: number;

  /** Taken out of use; its past prints keep pointing here. */
  @Column('bigint', { nullable: true })
  removedAt!: number | null;
}

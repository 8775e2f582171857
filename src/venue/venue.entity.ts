import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: what the whole chain is called, and whether its first start was brought to an end. */
@Entity()
export class Venue {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  @Column('bigint')
  createdAt!: number;

  /** When the first start was finished; its pages are gone from then on. */
  @Column('bigint', { nullable: true })
  setUpAt!: number | null;
}

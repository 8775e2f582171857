import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One house of the chain. Rows that belong to a place carry its id. */
@Entity()
export class Store {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  /** The legal person that runs it; null = the chain's own. */
  @Column('varchar', { length: 64, nullable: true })
  legalEntity!: string | null;

  @Column('bigint')
  createdAt!: number;
}

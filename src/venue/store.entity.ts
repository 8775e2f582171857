import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One house of the chain. Rows that belong to a place carry its id. */
@Entity()
export class Store {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  @Column('bigint')
  createdAt!: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of a store's journal chain: the next row continues from here. */
@Entity()
export class JournalHead {
  @PrimaryColumn('varchar', { length: 36 })
  storeId!: string;

  @Column('bigint')
  seq!: number;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 64 })
  seal!: string;
}

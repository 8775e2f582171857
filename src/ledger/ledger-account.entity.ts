import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity()
@Unique(['owner', 'kind', 'unit', 'part'])
@Index(['kind', 'part'])
export class LedgerAccount {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 64 })
  unit!: string;

  @Column('varchar', { length: 32 })
  kind!: string;

  @Column('varchar', { length: 64 })
  owner!: string;

  /** Tells the lots of one owner apart: the day points expire. Empty for accounts without lots. */
  @Column('varchar', { length: 36 })
  part!: string;

  /** Null for counter-accounts, which are summed. */
  @Column('bigint', { nullable: true })
  balance!: number | null;
}

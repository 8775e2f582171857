import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file that was handed in: what it holds, what is wrong with it, and what became of it. No cell stands here unmasked. */
@Entity()
@Index(['storeId', 'createdAt'])
export class ImportBatch {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** MEMBERS, SLIPS or VALUES. */
  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('varchar', { length: 120 })
  fileName!: string;

  /** CHECKED, DONE, FAILED or DISCARDED; a DONE list of values, or the points of one of members, may be WITHDRAWN until Finance signs. */
  @Column('varchar', { length: 16 })
  state!: string;

  @Column('integer')
  rowCount!: number;

  @Column('integer')
  errorCount!: number;

  @Column('integer')
  warningCount!: number;

  /** JSON: the first errors and warnings by line and column, values masked. */
  @Column('text')
  findings!: string;

  /** JSON: the first rows, masked. */
  @Column('text')
  preview!: string;

  /** JSON: figures of what came in; null before. */
  @Column('text', { nullable: true })
  result!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint', { nullable: true })
  finishedAt!: number | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { ImportBatch } from './import-batch.entity.js';

/** A list that came in and was taken back before Finance signed it: by whoever brought it, or because Finance refused its sums. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class ImportWithdrawal {
  @ForeignKey(() => ImportBatch)
  @PrimaryColumn('varchar', { length: 36 })
  batchId!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { ImportBatch } from './import-batch.entity.js';

/** Values, or points of a list of members, that came in and were taken back before Finance signed them: by whoever brought it, or because Finance refused their sums. */
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

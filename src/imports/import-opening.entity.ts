import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Membership } from '../members/membership.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { ImportBatch } from './import-batch.entity.js';

/** Points a member brought from before; they count from the moment Finance signs the batch. */
@Entity()
@Unique(['batchId', 'membershipId'])
@Index(['membershipId'])
@Index(['journalId'])
@AppendOnly()
export class ImportOpening {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => ImportBatch)
  @Column('varchar', { length: 36 })
  batchId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @Column('bigint')
  points!: number;

  /** Last business date. */
  @Column('varchar', { length: 10 })
  expiresOn!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

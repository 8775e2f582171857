import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Membership } from '../members/membership.entity.js';
import { ImportBatch } from './import-batch.entity.js';

/** The one file a member's points, or money, of before come from; another may speak in its place once it is withdrawn. */
@Entity()
@Index(['batchId'])
export class ImportClaim {
  @ForeignKey(() => Membership)
  @PrimaryColumn('varchar', { length: 36 })
  membershipId!: string;

  /** POINTS or VALUES. */
  @PrimaryColumn('varchar', { length: 16 })
  kind!: string;

  @ForeignKey(() => ImportBatch)
  @Column('varchar', { length: 36 })
  batchId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Membership } from '../members/membership.entity.js';
import { ImportBatch } from './import-batch.entity.js';

/** The one file a member's money of before comes from; free again once that file is withdrawn. */
@Entity()
@Index(['batchId'])
export class ImportValueClaim {
  @ForeignKey(() => Membership)
  @PrimaryColumn('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => ImportBatch)
  @Column('varchar', { length: 36 })
  batchId!: string;
}

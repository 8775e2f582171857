import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ApprovalRequest } from './approval-request.entity.js';

/** What still waits: a short list beside the long history, because every page counts it. */
@Entity()
@Index(['storeId'])
export class OpenApproval {
  @PrimaryColumn('varchar', { length: 36 })
  @ForeignKey(() => ApprovalRequest)
  requestId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;
}

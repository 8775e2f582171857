import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PendingSignature } from './pending-signature.entity.js';

/** What is not signed yet: handover counts it. */
@Entity()
@Index(['storeId', 'businessDate'])
export class OpenSignature {
  @PrimaryColumn('varchar', { length: 36 })
  @ForeignKey(() => PendingSignature)
  pendingSignatureId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;
}

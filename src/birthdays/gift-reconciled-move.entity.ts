import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { BirthdayGiftMove } from './birthday-gift-move.entity.js';
import { GiftReconciliation } from './gift-reconciliation.entity.js';

/** A movement is counted in one period and never again. */
@Entity()
@Index(['reconciliationId'])
export class GiftReconciledMove {
  @ForeignKey(() => BirthdayGiftMove)
  @PrimaryColumn('varchar', { length: 36 })
  moveId!: string;

  @ForeignKey(() => GiftReconciliation)
  @Column('varchar', { length: 36 })
  reconciliationId!: string;
}

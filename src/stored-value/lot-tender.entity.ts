import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { TopUpLot } from './top-up-lot.entity.js';

/** How the principal of a lot was paid: a refund goes back the same way (原路退回). */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class LotTender {
  @ForeignKey(() => TopUpLot)
  @PrimaryColumn('varchar', { length: 36 })
  lotId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('bigint')
  amountFen!: number;

  /** Last digits of the acquirer's transaction number. */
  @Column('varchar', { length: 40, nullable: true })
  reference!: string | null;

  /** Owner of the tender's account that took it. */
  @Column('varchar', { length: 36 })
  accountOwner!: string;

  /** The transfer in the ledger; null where there was none. */
  @Column('varchar', { length: 36, nullable: true })
  transferId!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Spend } from './spend.entity.js';
import { TopUpLot } from './top-up-lot.entity.js';

/** What a spend took from one lot. A corrected top-up adds a part on the right lot and gives the one on the wrong lot back. */
@Entity()
@Index(['lotId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class SpendPart {
  @ForeignKey(() => Spend)
  @PrimaryColumn('varchar', { length: 36 })
  spendId!: string;

  @ForeignKey(() => TopUpLot)
  @PrimaryColumn('varchar', { length: 36 })
  lotId!: string;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  /** Its share of the list price. */
  @Column('bigint')
  listFen!: number;

  /** The paper whose transfers moved it. */
  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  /** The transfer in the ledger; null where there was none. */
  @Column('varchar', { length: 36, nullable: true })
  principalTransferId!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  bonusTransferId!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/** A company tops up many cards at once: one paper, one payment, a list of holders. */
@Entity()
@Index(['documentId'])
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@AppendOnly()
export class UnitPurchase {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 100 })
  unitName!: string;

  /** 统一社会信用代码. */
  @Column('varchar', { length: 18 })
  creditCode!: string;

  /** The payer's account as the bank names it; kept with a transfer (facts 1.2). */
  @Column('varchar', { length: 64, nullable: true })
  payerAccount!: string | null;

  /** The person who came for the company, with a document; null for purchases from before it was asked. */
  @Column('varchar', { length: 36, nullable: true })
  agentPersonId!: string | null;

  @Column('integer')
  cards!: number;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

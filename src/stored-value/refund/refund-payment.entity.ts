import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';
import { Refund } from './refund.entity.js';
import { RefundLine } from './refund-line.entity.js';

/** The money of one line went out; once. */
@Entity()
@Index(['refundId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class RefundPayment {
  @ForeignKey(() => RefundLine)
  @PrimaryColumn('varchar', { length: 36 })
  lineId!: string;

  @ForeignKey(() => Refund)
  @Column('varchar', { length: 36 })
  refundId!: string;

  /** As it was paid; another than the line named has its reason. */
  @Column('varchar', { length: 16 })
  way!: string;

  @Column('bigint')
  amountFen!: number;

  @Column('bigint')
  interestFen!: number;

  /** Last digits of the acquirer's or the bank's transaction. */
  @Column('varchar', { length: 64, nullable: true })
  reference!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  /** Owner of the account it came out of. */
  @Column('varchar', { length: 36 })
  accountOwner!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

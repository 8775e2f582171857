import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Document } from '../platform/printing/document.entity.js';

/** 退款受理单: money is asked back for what is invoiced. It is paid once the invoice is voided or red (H14). */
@Entity()
@Unique(['storeId', 'refNo'])
@Index(['sourceKind', 'sourceId'])
@Index(['storeId', 'state'])
@Index(['documentId'])
export class InvoiceRefundWait {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 32 })
  number!: string;

  @Column('varchar', { length: 12 })
  sourceKind!: string;

  @Column('varchar', { length: 36 })
  sourceId!: string;

  /** The till's or the desk's own number of the refund: it waits once. */
  @Column('varchar', { length: 40 })
  refNo!: string;

  /** Money to be paid back. */
  @Column('bigint')
  amountFen!: number;

  /** JSON, as it was asked for. */
  @Column('text')
  tenders!: string;

  /** WAITING, READY, DONE or DROPPED. */
  @Column('varchar', { length: 8 })
  state!: string;

  @Column('varchar', { length: 36 })
  requestedBy!: string;

  @Column('bigint')
  requestedAt!: number;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint', { nullable: true })
  settledAt!: number | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;
}

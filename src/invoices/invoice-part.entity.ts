import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { InvoiceChange } from './invoice-change.entity.js';
import { Invoice } from './invoice.entity.js';

/** How much of which payment an invoice covers: positive when issued, negative when voided or reddened, moved when the till replaced the slip. Its sum is what is invoiced. */
@Entity()
@Index(['sourceKind', 'sourceId'])
@Index(['invoiceId'])
@Index(['changeId'])
@Index(['journalId'])
@AppendOnly()
export class InvoicePart {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Invoice)
  @Column('varchar', { length: 36 })
  invoiceId!: string;

  @ForeignKey(() => InvoiceChange)
  @Column('varchar', { length: 36, nullable: true })
  changeId!: string | null;

  /** SLIP, ACCOUNT, LOT or FEE. */
  @Column('varchar', { length: 12 })
  sourceKind!: string;

  @Column('varchar', { length: 36 })
  sourceId!: string;

  @Column('bigint')
  amountFen!: number;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

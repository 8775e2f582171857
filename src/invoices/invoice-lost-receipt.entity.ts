import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Slip } from '../slips/slip.entity.js';

/** 「客人遗失」: a supervisor allowed an invoice on the venue's own copy (H7). The slip's stamp still lets it be invoiced once. */
@Entity()
@Index(['slipId'])
@Index(['journalId'])
@AppendOnly()
export class InvoiceLostReceipt {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36 })
  slipId!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  requestedBy!: string;

  @Column('varchar', { length: 36 })
  approvedBy!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

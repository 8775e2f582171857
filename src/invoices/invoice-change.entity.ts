import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Invoice } from './invoice.entity.js';

/** What happened to an invoice after it was issued: VOID, RED, or MOVED to the slip that replaced another. */
@Entity()
@Index(['invoiceId'])
@Index(['shiftId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class InvoiceChange {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Invoice)
  @Column('varchar', { length: 36 })
  invoiceId!: string;

  @Column('varchar', { length: 8 })
  kind!: string;

  /** 01–04 on a red 数电票; else why it was taken back. */
  @Column('varchar', { length: 12 })
  reason!: string;

  /** What no longer counts, positive. */
  @Column('bigint')
  amountFen!: number;

  /** The buyer's confirmation or written proof. */
  @Column('varchar', { length: 60, nullable: true })
  proof!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36, nullable: true })
  coSignerId!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

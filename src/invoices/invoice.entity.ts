import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/** One issue to a guest: one or more sheets, for one or more payments, once. What is taken back later stands in `invoice_change`. */
@Entity()
@Index(['storeId', 'businessDate'])
@Index(['shiftId'])
@Index(['correctsId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class Invoice {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 8 })
  kind!: string;

  @Column('bigint')
  totalFen!: number;

  /** Below the smallest sheet: told to the guest, open for a later one. */
  @Column('bigint')
  uncoveredFen!: number;

  /** NONE (定额), PERSON or UNIT. */
  @Column('varchar', { length: 8 })
  titleKind!: string;

  @Column('varchar', { length: 100, nullable: true })
  title!: string | null;

  @Column('varchar', { length: 18, nullable: true })
  taxNo!: string | null;

  /** SERVICE, PREPAID (601 不征税) or FEE. */
  @Column('varchar', { length: 8 })
  item!: string;

  @Column('varchar', { length: 20 })
  roomNo!: string;

  /** The invoice whose title was wrong. */
  @ForeignKey(() => Invoice)
  @Column('varchar', { length: 36, nullable: true })
  correctsId!: string | null;

  @Column('varchar', { length: 36 })
  clerkId!: string;

  @Column('varchar', { length: 36, nullable: true })
  deskId!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

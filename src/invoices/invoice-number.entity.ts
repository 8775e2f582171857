import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { InvoiceBook } from './invoice-book.entity.js';
import { InvoiceChange } from './invoice-change.entity.js';
import { Invoice } from './invoice.entity.js';

/** A number that has left BLANK, of a sheet or of the platform. What it became first, in which shift, by whom, never changes; `state` may still become VOID. */
@Entity()
@Unique(['code', 'number'])
@Index(['storeId', 'businessDate'])
@Index(['shiftId'])
@Index(['bookId', 'number'])
@Index(['invoiceId'])
@Index(['changeId'])
export class InvoiceNumber {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** Null for 数电票. */
  @ForeignKey(() => InvoiceBook)
  @Column('varchar', { length: 36, nullable: true })
  bookId!: string | null;

  @Column('varchar', { length: 8 })
  kind!: string;

  /** Empty for 数电票. */
  @Column('varchar', { length: 12 })
  code!: string;

  @Column('varchar', { length: 20 })
  number!: string;

  /** Printed or written on it; negative on a red one, 0 on what was spoilt or lost. */
  @Column('bigint')
  amountFen!: number;

  /** ISSUED, VOID or LOST. */
  @Column('varchar', { length: 8 })
  state!: string;

  @Column('varchar', { length: 8 })
  firstState!: string;

  @ForeignKey(() => Invoice)
  @Column('varchar', { length: 36, nullable: true })
  invoiceId!: string | null;

  /** The red invoice that stands under this number. */
  @ForeignKey(() => InvoiceChange)
  @Column('varchar', { length: 36, nullable: true })
  changeId!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  deskId!: string | null;

  /** The shift in which it left BLANK. */
  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  @Column('varchar', { length: 36 })
  clerkId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('bigint')
  stateSince!: number;
}

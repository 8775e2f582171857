import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A book of numbered sheets: where it is now and what is still blank in it. Its way from hand to hand is in `invoice_book_step`. */
@Entity()
@Unique(['code', 'firstNo'])
@Index(['storeId', 'place'])
@Index(['holderId'])
export class InvoiceBook {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** Number of the register paper it came in with, e.g. `FL20261120-0001`. */
  @Column('varchar', { length: 32 })
  label!: string;

  /** FIXED, HAND, MACHINE or ROLL. */
  @Column('varchar', { length: 8 })
  kind!: string;

  @Column('varchar', { length: 12 })
  code!: string;

  /** Eight digits, leading zeros kept. */
  @Column('varchar', { length: 8 })
  firstNo!: string;

  @Column('varchar', { length: 8 })
  lastNo!: string;

  /** The next blank; null once the book is used up. Numbers leave in order, none is skipped. */
  @Column('varchar', { length: 8, nullable: true })
  nextNo!: string | null;

  /** Printed on each sheet of 定额发票; null for all others. */
  @Column('bigint', { nullable: true })
  denominationFen!: number | null;

  /** FINANCE, CLERK, SAFE or FILED. */
  @Column('varchar', { length: 12 })
  place!: string;

  /** Whose hands it is in; null in the safe and in the archive. */
  @Column('varchar', { length: 36, nullable: true })
  holderId!: string | null;

  @Column('bigint')
  placeSince!: number;

  /** Books of one kind in one hand are used in this order: the next one waits, none is begun before it. */
  @Column('bigint')
  queuedAt!: number;

  /** Stubs are kept until then (发票管理办法 28); set when the used book is filed. */
  @Column('varchar', { length: 10, nullable: true })
  retainUntil!: string | null;
}

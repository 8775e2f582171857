import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CounterDesk } from '../venue/counter-desk.entity.js';

/** How a counter invoices: by paper books or by 数电票. A counter without a row issues 数电票. */
@Entity()
@Index(['storeId'])
export class InvoiceDesk {
  @ForeignKey(() => CounterDesk)
  @PrimaryColumn('varchar', { length: 36 })
  deskId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** PAPER or DIGITAL. */
  @Column('varchar', { length: 8 })
  mode!: string;

  @Column('varchar', { length: 36 })
  changedBy!: string;

  @Column('bigint')
  changedAt!: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Slip } from '../slips/slip.entity.js';

/** 待红冲: more stands on invoices than the slip is worth since the till settled it anew. The row goes once what is too much is void or red. */
@Entity()
@Index(['storeId'])
export class InvoiceRedDue {
  @ForeignKey(() => Slip)
  @PrimaryColumn('varchar', { length: 36 })
  slipId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** What must be taken back. */
  @Column('bigint')
  overFen!: number;

  @Column('bigint')
  since!: number;
}

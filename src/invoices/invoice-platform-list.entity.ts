import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** A list of one business date as the tax platform gives it; the latest one counts. */
@Entity()
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@AppendOnly()
export class InvoicePlatformList {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('integer')
  rowCount!: number;

  @Column('bigint')
  sumFen!: number;

  @Column('varchar', { length: 120 })
  fileName!: string;

  @Column('varchar', { length: 36 })
  importedBy!: string;

  @Column('bigint')
  importedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

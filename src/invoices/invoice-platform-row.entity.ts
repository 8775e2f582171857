import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { InvoicePlatformList } from './invoice-platform-list.entity.js';

/** One line of the platform's list. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class InvoicePlatformRow {
  @ForeignKey(() => InvoicePlatformList)
  @PrimaryColumn('varchar', { length: 36 })
  listId!: string;

  @PrimaryColumn('varchar', { length: 20 })
  number!: string;

  @Column('bigint')
  amountFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

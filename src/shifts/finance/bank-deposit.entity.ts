import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Document } from '../../platform/printing/document.entity.js';
import { Store } from '../../venue/store.entity.js';
import { AppendOnly } from '../../platform/database/append-only.js';

/** Cash taken to the bank, with the number of the bank's own slip. */
@Entity()
@Unique(['storeId', 'number'])
@Index(['journalId'])
@AppendOnly()
export class BankDeposit {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 40 })
  number!: string;

  @Column('bigint')
  amountFen!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

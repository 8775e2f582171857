import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';
import { UnitCardSale } from './unit-card-sale.entity.js';

/** A company's list was entered wrongly: the cards that still waited for their holders went back to the blanks, and their fee to the company. */
@Entity()
@Index(['saleId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class UnitCardUndo {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => UnitCardSale)
  @Column('varchar', { length: 36 })
  saleId!: string;

  @Column('integer')
  cards!: number;

  @Column('bigint')
  feeFen!: number;

  @Column('varchar', { length: 200 })
  reason!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  coSignerId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

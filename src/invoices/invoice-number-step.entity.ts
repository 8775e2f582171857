import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { InvoiceNumber } from './invoice-number.entity.js';

/** One step of a number's life, with its reason. */
@Entity()
@Index(['numberId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class InvoiceNumberStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => InvoiceNumber)
  @Column('varchar', { length: 36 })
  numberId!: string;

  @Column('varchar', { length: 8 })
  action!: string;

  @Column('varchar', { length: 8 })
  fromState!: string;

  @Column('varchar', { length: 8 })
  toState!: string;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

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

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { InvoiceBook } from './invoice-book.entity.js';

/** One change of hands: the blank range as both counted it, and both names. A book is with one custodian at a time. */
@Entity()
@Index(['bookId'])
@Index(['shiftId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class InvoiceBookStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => InvoiceBook)
  @Column('varchar', { length: 36 })
  bookId!: string;

  @Column('varchar', { length: 12 })
  action!: string;

  @Column('varchar', { length: 12 })
  fromPlace!: string;

  @Column('varchar', { length: 36, nullable: true })
  fromId!: string | null;

  @Column('varchar', { length: 12 })
  toPlace!: string;

  @Column('varchar', { length: 36, nullable: true })
  toId!: string | null;

  /** First blank as counted; null when the book is used up. */
  @Column('varchar', { length: 8, nullable: true })
  blankFirst!: string | null;

  @Column('varchar', { length: 8, nullable: true })
  blankLast!: string | null;

  /** The giving or receiving clerk's shift, when there is one. */
  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  /** The other hand. */
  @Column('varchar', { length: 36, nullable: true })
  coSignerId!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

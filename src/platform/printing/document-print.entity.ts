import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../database/append-only.js';
import { Document } from './document.entity.js';
import { Printer } from './printer.entity.js';

/** One copy that was put on paper: who, when, where, and the how-manieth time. */
@Entity()
@AppendOnly()
@Unique(['documentId', 'copy', 'reprint'])
@Index(['journalId'])
export class DocumentPrint {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Document)
  documentId!: string;

  /** Name of the copy, e.g. `customer`. */
  @Column('varchar', { length: 32 })
  copy!: string;

  /** 0 is the first print; n is 补打 n. */
  @Column('integer')
  reprint!: number;

  /** The mark as printed on the copy; null on the first print. */
  @Column('varchar', { length: 200, nullable: true })
  mark!: string | null;

  /** The network printer; null when the browser printed. */
  @Column('varchar', { length: 36, nullable: true })
  @ForeignKey(() => Printer)
  printerId!: string | null;

  @Column('varchar', { length: 36 })
  printedBy!: string;

  @Column('varchar', { length: 36, nullable: true })
  terminalId!: string | null;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DocumentPrint } from './document-print.entity.js';
import { Printer } from './printer.entity.js';

/**
 * waiting → sending → sent | waiting (not reached, tried again later) | failed. A job found in `sending` after a crash
 * fails: paper may have come out, so it is printed again by hand, with its mark.
 */
export type PrintJobState = 'waiting' | 'sending' | 'sent' | 'failed';

/** Outbox: written in the unit, sent after commit. */
@Entity()
@Index(['state', 'nextTryAt'])
@Index(['documentPrintId'])
export class PrintJob {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => DocumentPrint)
  documentPrintId!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Printer)
  printerId!: string;

  @Column('varchar', { length: 16 })
  state!: PrintJobState;

  @Column('integer')
  tries!: number;

  @Column('bigint')
  nextTryAt!: number;

  /** Reason of the last failure, e.g. `ECONNREFUSED`. */
  @Column('varchar', { length: 64, nullable: true })
  lastError!: string | null;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint')
  updatedAt!: number;
}

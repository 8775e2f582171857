import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { CashCount } from './cash-count.entity.js';
import { Shift } from './shift.entity.js';

/** What the outgoing clerk signed: the difference and its reason, the float, the bag line by line. */
@Entity()
@Unique(['cashCountId'])
@Index(['shiftId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class HandoverSheet {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  @ForeignKey(() => CashCount)
  @Column('varchar', { length: 36 })
  cashCountId!: string;

  @Column('bigint')
  overFen!: number;

  @Column('bigint')
  shortFen!: number;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  /** The supervisor, when the difference is over the tolerance. */
  @Column('varchar', { length: 36, nullable: true })
  approvedBy!: string | null;

  /** NEXT shift at the desk, or in the BAG back to Finance. */
  @Column('varchar', { length: 8 })
  floatTo!: string;

  @Column('bigint')
  floatFen!: number;

  /** JSON: the lines of the bag with what the books knew and what was counted. */
  @Column('text')
  lines!: string;

  /** JSON: other tenders with their totals and the digits that were typed. */
  @Column('text')
  tenders!: string;

  @Column('varchar', { length: 500 })
  note!: string;

  /** The sheet as printed (JJ). */
  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  signedBy!: string;

  @Column('bigint')
  signedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

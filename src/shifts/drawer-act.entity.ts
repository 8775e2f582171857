import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Shift } from './shift.entity.js';

/** What happened to a drawer besides sales: float, drops, rounding down, counterfeit notes. */
@Entity()
@Index(['shiftId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class DrawerAct {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  /** The kind of its posting, e.g. `shifts.floatDrawn`. */
  @Column('varchar', { length: 32 })
  kind!: string;

  /** What moved. */
  @Column('bigint')
  amountFen!: number;

  /** What was asked for, when less was there: a float short at the draw. */
  @Column('bigint', { nullable: true })
  askedFen!: number | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  /** Another paper's number: the sale that was rounded, the bank's receipt for a false note. */
  @Column('varchar', { length: 64, nullable: true })
  reference!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  witnessId!: string | null;

  /** The shift a float was passed to. */
  @Column('varchar', { length: 36, nullable: true })
  otherShiftId!: string | null;

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

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Shift } from './shift.entity.js';

/** One blind count of a cut drawer. Both counts of a handing over are kept (counter-practice H12). */
@Entity()
@Unique(['shiftId', 'cycle', 'round'])
@Index(['journalId'])
@AppendOnly()
export class CashCount {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  /** 1 for the first handing over, one more after each refusal. */
  @Column('integer')
  cycle!: number;

  /** 1, and 2 when the first did not agree. */
  @Column('integer')
  round!: number;

  /** JSON: pieces by denomination in fen. */
  @Column('text')
  counts!: string;

  @Column('bigint')
  countedFen!: number;

  /** What the books said at that moment; not shown before the count stands. */
  @Column('bigint')
  expectedFen!: number;

  @Column('varchar', { length: 8 })
  verdict!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

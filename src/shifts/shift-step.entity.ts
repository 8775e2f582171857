import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Shift } from './shift.entity.js';

/** One step of a shift: what, by whom, when, with whom. */
@Entity()
@Index(['shiftId'])
@Index(['journalId'])
@AppendOnly()
export class ShiftStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  @Column('varchar', { length: 12 })
  action!: string;

  /** The state it led to. */
  @Column('varchar', { length: 12 })
  state!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  /** The second person of the step: supervisor, incoming clerk. */
  @Column('varchar', { length: 36, nullable: true })
  witnessId!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

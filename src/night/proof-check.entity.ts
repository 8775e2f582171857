import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Shift } from '../shifts/shift.entity.js';

/** Finance held the receipts and copies of a shift against each other (003E-074); the newest row speaks. */
@Entity()
@Index(['shiftId'])
@Index(['journalId'])
@AppendOnly()
export class ProofCheck {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  @Column('integer')
  receipts!: number;

  @Column('integer')
  copies!: number;

  /** Why one is missing, or where it was found. */
  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

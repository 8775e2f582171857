import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** The safe's slots counted by hand against the register: part of every handover. */
@Entity()
@AppendOnly()
@Index(['storeId', 'at'])
@Index(['journalId'])
export class LostSafeCount {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('integer')
  expected!: number;

  @Column('integer')
  counted!: number;

  /** JSON list of the numbers that were not there. */
  @Column('text')
  missing!: string;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

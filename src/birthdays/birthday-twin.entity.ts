import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { BirthdayEntry } from './birthday-entry.entity.js';

/** The manager’s word on two records that may be one person; the last one counts. */
@Entity()
@AppendOnly()
@Index(['entryId'])
@Index(['journalId'])
export class BirthdayTwin {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => BirthdayEntry)
  @Column('varchar', { length: 36 })
  entryId!: string;

  /** SAME: no gift for this record. DIFFERENT: both get theirs. */
  @Column('varchar', { length: 16 })
  outcome!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

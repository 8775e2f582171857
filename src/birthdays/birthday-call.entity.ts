import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { BirthdayEntry } from './birthday-entry.entity.js';

/** A call or greeting for a birthday, and how it went (003E-012, 019, 049). */
@Entity()
@AppendOnly()
@Index(['entryId'])
@Index(['journalId'])
export class BirthdayCall {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => BirthdayEntry)
  @Column('varchar', { length: 36 })
  entryId!: string;

  /** FOLLOW_UP, SECOND or GREETING. */
  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('varchar', { length: 16 })
  channel!: string;

  @Column('varchar', { length: 16 })
  outcome!: string;

  /** 1 when the guest had asked for this call: it does not count towards the cap. */
  @Column('integer')
  agreed!: number;

  @Column('bigint', { nullable: true })
  nextAt!: number | null;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

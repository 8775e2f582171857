import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** A lead has looked into an exception of the day. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class SpendReview {
  @PrimaryColumn('varchar', { length: 36 })
  storeId!: string;

  /** Names the exception: its kind and what it is about. */
  @PrimaryColumn('varchar', { length: 120 })
  exceptionKey!: string;

  @Column('varchar', { length: 200 })
  finding!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

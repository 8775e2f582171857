import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';

/** 代班: somebody signs in a role that is not theirs, from one business date to another, both included. */
@Entity()
@AppendOnly()
@Index(['staffId', 'toDate'])
@Index(['storeId', 'toDate'])
@Index(['journalId'])
export class Delegation {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 36 })
  staffId!: string;

  @Column('varchar', { length: 40 })
  role!: string;

  @Column('varchar', { length: 10 })
  fromDate!: string;

  @Column('varchar', { length: 10 })
  toDate!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  createdBy!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

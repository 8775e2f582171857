import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Store } from './store.entity.js';

/** A whole policy from a date on. Never edited: a correction is a later version. */
@Entity()
@Unique(['storeId', 'version'])
@Index(['journalId'])
@AppendOnly()
export class PolicyVersion {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Store)
  storeId!: string;

  /** Order in which the versions of a store were recorded, from 1. */
  @Column('integer')
  version!: number;

  @Column('varchar', { length: 10 })
  effectiveFrom!: string;

  /** The policy as JSON. */
  @Column('text')
  value!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  createdBy!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

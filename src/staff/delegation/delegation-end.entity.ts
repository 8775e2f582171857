import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Delegation } from './delegation.entity.js';

/** A delegation taken back before its last day. */
@Entity()
@AppendOnly()
@Index(['journalId'])
export class DelegationEnd {
  @PrimaryColumn('varchar', { length: 36 })
  @ForeignKey(() => Delegation)
  delegationId!: string;

  @Column('varchar', { length: 36 })
  endedBy!: string;

  @Column('bigint')
  endedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

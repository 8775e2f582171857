import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { TopUpDispute } from './top-up-dispute.entity.js';
import { TopUpLot } from '../top-up-lot.entity.js';

/** What was done about a dispute, by whom and when. */
@Entity()
@Index(['disputeId'])
@Index(['lotId'])
@Index(['journalId'])
@AppendOnly()
export class DisputeStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => TopUpDispute)
  @Column('varchar', { length: 36 })
  disputeId!: string;

  @Column('varchar', { length: 16 })
  action!: string;

  @Column('varchar', { length: 16 })
  toState!: string;

  @Column('varchar', { length: 400, nullable: true })
  note!: string | null;

  /** The top-up that was found or made good. */
  @ForeignKey(() => TopUpLot)
  @Column('varchar', { length: 36, nullable: true })
  lotId!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

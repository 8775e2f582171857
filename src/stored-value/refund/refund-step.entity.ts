import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Refund } from './refund.entity.js';

/** Each change of a refund, with who and when. */
@Entity()
@Index(['refundId'])
@Index(['journalId'])
@AppendOnly()
export class RefundStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Refund)
  @Column('varchar', { length: 36 })
  refundId!: string;

  @Column('varchar', { length: 16 })
  fromState!: string;

  @Column('varchar', { length: 16 })
  action!: string;

  @Column('varchar', { length: 16 })
  toState!: string;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

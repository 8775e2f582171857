import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Slip } from './slip.entity.js';

/** How it was paid, as one version of a slip has it. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class SlipTender {
  @ForeignKey(() => Slip)
  @PrimaryColumn('varchar', { length: 36 })
  slipId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @PrimaryColumn('integer')
  position!: number;

  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('bigint')
  amountFen!: number;

  /** The part of a stored-value payment that was bonus money. */
  @Column('bigint')
  bonusFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

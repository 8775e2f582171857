import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Refund } from './refund.entity.js';
import { TopUpLot } from '../top-up-lot.entity.js';

/** So much of one top-up goes back one way. */
@Entity()
@Index(['refundId'])
@Index(['lotId'])
@Index(['journalId'])
@AppendOnly()
export class RefundLine {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Refund)
  @Column('varchar', { length: 36 })
  refundId!: string;

  @ForeignKey(() => TopUpLot)
  @Column('varchar', { length: 36 })
  lotId!: string;

  @Column('varchar', { length: 16 })
  way!: string;

  /** Net of the gift that is set off. */
  @Column('bigint')
  amountFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

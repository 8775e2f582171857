import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Refund } from './refund.entity.js';
import { TopUpLot } from '../top-up-lot.entity.js';

/** One top-up of a refund: by which rule, and where everything that was left of it went. */
@Entity()
@Index(['lotId'])
@Index(['journalId'])
@AppendOnly()
export class RefundLot {
  @ForeignKey(() => Refund)
  @PrimaryColumn('varchar', { length: 36 })
  refundId!: string;

  @ForeignKey(() => TopUpLot)
  @PrimaryColumn('varchar', { length: 36 })
  lotId!: string;

  @Column('varchar', { length: 16 })
  basis!: string;

  /** LIST, CHARGED or RATIO; null where nothing was priced. */
  @Column('varchar', { length: 8, nullable: true })
  price!: string | null;

  @Column('bigint')
  usedFen!: number;

  @Column('bigint')
  refundFen!: number;

  @Column('bigint')
  residueFen!: number;

  @Column('bigint')
  bonusCancelledFen!: number;

  @Column('bigint')
  bonusResidueFen!: number;

  /** Yearly interest in basis points. */
  @Column('integer')
  rate!: number;

  /** AGREED, LPR or DEPOSIT. */
  @Column('varchar', { length: 8 })
  rateKind!: string;

  /** What stood on invoices when the refund was accepted. */
  @Column('bigint')
  invoicedFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Spend } from './spend.entity.js';

/** A spend, or a part of it, went back to the lots it came from. */
@Entity()
@Index(['spendId'])
@Index(['documentId'])
@Index(['refId'])
@Index(['journalId'])
@AppendOnly()
export class SpendReturn {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Spend)
  @Column('varchar', { length: 36 })
  spendId!: string;

  /** UNDO (all of it), REFUND (the slip was refunded) or CORRECTION (its top-up was). */
  @Column('varchar', { length: 16 })
  cause!: string;

  @Column('bigint')
  amountFen!: number;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  @Column('bigint')
  listFen!: number;

  /** The refund of the slip, or the wrong lot. */
  @Column('varchar', { length: 36, nullable: true })
  refId!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

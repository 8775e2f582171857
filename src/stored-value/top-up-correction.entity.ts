import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { TopUpLot } from './top-up-lot.entity.js';

/** A top-up was keyed wrong: the lot is taken out, the right one stands in its place (counter-practice H15). */
@Entity()
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class TopUpCorrection {
  @ForeignKey(() => TopUpLot)
  @PrimaryColumn('varchar', { length: 36 })
  lotId!: string;

  /** Null when nothing had been paid at all. */
  @ForeignKey(() => TopUpLot)
  @Column('varchar', { length: 36, nullable: true })
  rightLotId!: string | null;

  @Column('varchar', { length: 200 })
  reason!: string;

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

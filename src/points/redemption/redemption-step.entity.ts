import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';
import { Redemption } from './redemption.entity.js';

/** What became of a redemption: collected, exchanged, undone; each with its own paper. */
@Entity()
@Unique(['redemptionId', 'kind', 'ordinal'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class RedemptionStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Redemption)
  @Column('varchar', { length: 36 })
  redemptionId!: string;

  /** COLLECTED and UNDONE happen once, EXCHANGED as often as a piece was broken. */
  @Column('varchar', { length: 16 })
  kind!: string;

  @Column('integer')
  ordinal!: number;

  @Column('integer')
  pieces!: number;

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

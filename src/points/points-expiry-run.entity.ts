import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/** One batch of the expiry run of a business date; the run is over when a batch says so. */
@Entity()
@Unique(['businessDate', 'batch'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class PointsExpiryRun {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** 0, 1, 2 … within the date. */
  @Column('integer')
  batch!: number;

  /** 1 when nothing was left after this batch. */
  @Column('integer')
  last!: number;

  @Column('integer')
  lots!: number;

  @Column('bigint')
  points!: number;

  /** Null when nothing expired. */
  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Store } from '../venue/store.entity.js';

/** The figures of a closed day, as they stood and as they were printed (日结单). */
@Entity()
@Unique(['storeId', 'businessDate'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class DaySnapshot {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  /** JSON of `DayFigures`. */
  @Column('text')
  figures!: string;

  @Column('varchar', { length: 36 })
  closedBy!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

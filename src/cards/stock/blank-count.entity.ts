import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';

/** Blanks of a kind as they were counted at the desk, beside what the books knew. */
@Entity()
@Index(['storeId', 'kindCode'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class BlankCount {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('integer')
  expected!: number;

  @Column('integer')
  counted!: number;

  /** Paper of what was missing; null when the count agreed. */
  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  witnessId!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

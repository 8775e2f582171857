import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/** 冲正: a paper of cash that a later paper took back. Both stay, and both moved the books. */
@Entity()
@Index(['undoneById'])
@Index(['journalId'])
@AppendOnly()
export class UndonePaper {
  /** What was taken back, once. */
  @ForeignKey(() => Document)
  @PrimaryColumn('varchar', { length: 36 })
  documentId!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  undoneById!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36, nullable: true })
  witnessId!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { ImportBatch } from './import-batch.entity.js';

/** Finance signed the stored value of a batch, once (counter-practice 4.1). */
@Entity()
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class ImportValueSignature {
  @ForeignKey(() => ImportBatch)
  @PrimaryColumn('varchar', { length: 36 })
  batchId!: string;

  @Column('integer')
  lots!: number;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  signedBy!: string;

  @Column('bigint')
  signedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

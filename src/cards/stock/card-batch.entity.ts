import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';

/** Blank cards that came from a supplier or from Finance, counted in by two people. */
@Entity()
@Index(['storeId', 'kindCode'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class CardBatch {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('varchar', { length: 80 })
  source!: string;

  @Column('varchar', { length: 40 })
  firstNo!: string;

  @Column('varchar', { length: 40 })
  lastNo!: string;

  @Column('integer')
  pieces!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  receivedBy!: string;

  @Column('varchar', { length: 36 })
  witnessId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/** A period that manager and Finance have closed (003E-031, 032). Later corrections are rows of the next one. */
@Entity()
@AppendOnly()
@Unique(['storeId', 'periodTo'])
@Index(['documentId'])
@Index(['journalId'])
export class GiftReconciliation {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  periodFrom!: string;

  @Column('varchar', { length: 10 })
  periodTo!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  managerId!: string;

  @Column('varchar', { length: 36 })
  financeId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

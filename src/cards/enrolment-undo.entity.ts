import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Enrolment } from './enrolment.entity.js';

/** An enrolment was taken back: fee returned, card blank again. */
@Entity()
@Unique(['enrolmentId'])
@Index(['journalId'])
@AppendOnly()
export class EnrolmentUndo {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Enrolment)
  @Column('varchar', { length: 36 })
  enrolmentId!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  /** Null where it was taken back before reasons were asked. */
  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

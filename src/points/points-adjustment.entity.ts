import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { PointsConfirmation } from './points-confirmation.entity.js';

/** What was later added to or taken from a confirmation: it never changes itself. */
@Entity()
@Unique(['confirmationId', 'cause', 'refId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class PointsAdjustment {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => PointsConfirmation)
  @Column('varchar', { length: 36 })
  confirmationId!: string;

  /** UNDO, REFUND, REPLACEMENT or CORRECTION. */
  @Column('varchar', { length: 16 })
  cause!: string;

  /** The refund, the replacing slip, the conflict; the confirmation itself for an undo. Each is counted once. */
  @Column('varchar', { length: 36 })
  refId!: string;

  /** Negative when taken back. */
  @Column('bigint')
  points!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

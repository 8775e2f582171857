import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { ApprovalRequest } from './approval-request.entity.js';

/** The end of a request, once and for good. */
@Entity()
@AppendOnly()
@Index(['journalId'])
export class ApprovalDecision {
  @PrimaryColumn('varchar', { length: 36 })
  @ForeignKey(() => ApprovalRequest)
  requestId!: string;

  /** APPROVED, REFUSED, WITHDRAWN by the clerk, or FAILED: approved, but the act was no longer possible. */
  @Column('varchar', { length: 16 })
  state!: string;

  @Column('varchar', { length: 36 })
  decidedBy!: string;

  /** The role in which the second person signed; null for a withdrawal. */
  @Column('varchar', { length: 40, nullable: true })
  role!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  /** JSON: where the result is and a line about it, or why the act failed. */
  @Column('text')
  result!: string;

  @Column('bigint')
  decidedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

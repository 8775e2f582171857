import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { LostClaim } from './lost-claim.entity.js';

/** How a claim ended: with the thing in the claimant's hand, or with a reason. A claim ends once. */
@Entity()
@AppendOnly()
@Index(['documentId'])
@Index(['journalId'])
export class LostClaimResult {
  @ForeignKey(() => LostClaim)
  @PrimaryColumn('varchar', { length: 36 })
  claimId!: string;

  /** RELEASED, REJECTED, GIVEN_TO_OTHER when another claimant got it, or ITEM_LEFT (police, destroyed). */
  @Column('varchar', { length: 16 })
  outcome!: string;

  /** OWNER, PROXY, GUARDIAN or MAIL; null when it was not released. */
  @Column('varchar', { length: 16, nullable: true })
  way!: string | null;

  /** JSON of what the claimant showed and signed (003E-045), sealed under the claimant's key. */
  @Column('text', { nullable: true })
  sealedClaimant!: string | null;

  /** Of rows from before it was sealed with the claimant, whose keeping time it shares. */
  @Column('varchar', { length: 40, nullable: true })
  courierNo!: string | null;

  /** What sending cost, and who paid it: HOUSE or OWNER. */
  @Column('bigint', { nullable: true })
  courierFen!: number | null;

  @Column('varchar', { length: 8, nullable: true })
  courierPaidBy!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  /** The duty supervisor who was present (003E-043). */
  @Column('varchar', { length: 36, nullable: true })
  supervisorId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Membership } from '../../members/membership.entity.js';
import { Document } from '../../platform/printing/document.entity.js';

/** A tier gained or lost, with what caused it: the figure that was reached and the threshold as it stood then. */
@Entity()
@Index(['membershipId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class TierStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @Column('varchar', { length: 16 })
  fromTier!: string;

  @Column('varchar', { length: 16 })
  toTier!: string;

  /** A measure of the policy, or why it changed without one: `cardlife.tier.cause`. */
  @Column('varchar', { length: 24 })
  cause!: string;

  @Column('bigint', { nullable: true })
  topUpFen!: number | null;

  /** The single top-up, the sum of all, or the balance: what the rule looked at. */
  @Column('bigint', { nullable: true })
  figureFen!: number | null;

  @Column('bigint', { nullable: true })
  thresholdFen!: number | null;

  /** Last good business date of the tier; null = without end. */
  @Column('varchar', { length: 10, nullable: true })
  goodUntil!: string | null;

  /** The paper of the top-up. */
  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

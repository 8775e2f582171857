import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Card } from '../cards/card.entity.js';
import { Membership } from '../members/membership.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { ImportBatch } from './import-batch.entity.js';

/** Stored value a member brought from before; it counts from the moment Finance signs the batch. */
@Entity()
@Index(['batchId'])
@Index(['membershipId'])
@Index(['cardId'])
@Index(['journalId'])
@AppendOnly()
export class ImportValue {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => ImportBatch)
  @Column('varchar', { length: 36 })
  batchId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  /** Calendar date of the payment. */
  @Column('varchar', { length: 10 })
  paidOn!: string;

  /** 1: an invoice was taken before; the lot is not invoiced again. */
  @Column('integer')
  invoicedBefore!: number;

  @Column('varchar', { length: 200 })
  terms!: string;

  /** What the terms say of a refund, figure by figure; null = nothing. */
  @Column('integer', { nullable: true })
  coolingDays!: number | null;

  @Column('varchar', { length: 8, nullable: true })
  consumerPrice!: string | null;

  /** Yearly, in basis points. */
  @Column('integer', { nullable: true })
  agreedRate!: number | null;

  @Column('varchar', { length: 100 })
  tierCause!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

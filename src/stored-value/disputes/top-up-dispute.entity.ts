import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Membership } from '../../members/membership.entity.js';
import { PersonKey } from '../../platform/crypto/person-key.entity.js';

/** A guest says that a top-up did not arrive (001-49, 50): first in line, answered in minutes. */
@Entity()
@Index(['membershipId'])
@Index(['storeId', 'at'])
@Index(['personId'])
@Index(['journalId'])
@AppendOnly()
export class TopUpDispute {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  /** Whose key seals what the guest told. */
  @ForeignKey(() => PersonKey, 'personId')
  @Column('varchar', { length: 36 })
  personId!: string;

  /** How the guest paid: 汇款方式. */
  @Column('varchar', { length: 16 })
  payWay!: string;

  @Column('bigint')
  amountFen!: number;

  /** When, as the guest says; milliseconds. */
  @Column('bigint')
  paidAt!: number;

  /** JSON, sealed: voucher, account paid from, phone for the answer, what was told. */
  @Column('text')
  sealedDetails!: string;

  /** 1: the cards were frozen with the report. */
  @Column('integer')
  froze!: number;

  /** First answer; milliseconds. */
  @Column('bigint')
  dueAt!: number;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

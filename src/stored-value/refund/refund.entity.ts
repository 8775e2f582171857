import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';
import { Membership } from '../../members/membership.entity.js';
import { PersonKey } from '../../platform/crypto/person-key.entity.js';

/** A refund that was asked for and co-signed: what it takes has left the card, what is due goes out line by line. */
@Entity()
@Index(['membershipId'])
@Index(['storeId', 'businessDate'])
@Index(['documentId'])
@Index(['personId'])
@Index(['journalId'])
@AppendOnly()
export class Refund {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  /** Whose key seals who gets the money. */
  @ForeignKey(() => PersonKey, 'personId')
  @Column('varchar', { length: 36 })
  personId!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  /** CONSUMER, OPERATOR, GUARDIAN or TIME. */
  @Column('varchar', { length: 16 })
  cause!: string;

  /** Interest runs from here. */
  @Column('varchar', { length: 10 })
  rescindedOn!: string;

  /** ORIGINAL, BANK_ACCOUNT or CASH. */
  @Column('varchar', { length: 16 })
  choice!: string;

  /** Principal that is paid back, before the gift is set off. */
  @Column('bigint')
  refundFen!: number;

  /** 退卡差额: principal that stays with the house. */
  @Column('bigint')
  residueFen!: number;

  @Column('bigint')
  bonusCancelledFen!: number;

  @Column('bigint')
  bonusResidueFen!: number;

  /** For gifts that came with the top-up and are kept; always by hand, with its reason. */
  @Column('bigint')
  giftOffsetFen!: number;

  @Column('varchar', { length: 200, nullable: true })
  giftReason!: string | null;

  /** Why the money goes another way than it came, or what the clerk noted. */
  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  /** HOLDER, AGENT or GUARDIAN. */
  @Column('varchar', { length: 12 })
  receiver!: string;

  /** JSON, sealed: name, document, phone, bank and account of who gets the money (kept five years). */
  @Column('text')
  sealedReceiver!: string;

  /** 1: the card ends once everything is paid. */
  @Column('integer')
  endsCard!: number;

  /** 1: a tier that came with a refunded top-up falls back. */
  @Column('integer')
  takesTierBack!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Card } from '../cards/card.entity.js';
import { Membership } from '../members/membership.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/**
 * One top-up, as it was sold: its terms are frozen with it (法释〔2025〕4号 8). What is left of it stands in the ledger, under `prepaid.principal`
 * and `prepaid.bonus` with this id as the part; the owner there is whose value it is now.
 */
@Entity()
@Index(['membershipId', 'paidAt'])
@Index(['actId'])
@Index(['documentId'])
@Index(['cardId'])
@Index(['correctsLotId'])
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@AppendOnly()
export class TopUpLot {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  /** One act may fill several lots: a second card above the cap, the cards of a company. */
  @Column('varchar', { length: 36 })
  actId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** Whose it was when it was sold. */
  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36, nullable: true })
  cardId!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  /** TOP_UP, OPENING (taken over at go-live) or CORRECTION. */
  @Column('varchar', { length: 16 })
  cause!: string;

  /** COUNTER, DEVICE, COMPANY or IMPORT. */
  @Column('varchar', { length: 16 })
  via!: string;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  /** Milliseconds; the law's days count from here. */
  @Column('bigint')
  paidAt!: number;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** Code of the bonus rule it was sold under. */
  @Column('varchar', { length: 40, nullable: true })
  bonusRule!: string | null;

  /** The figures of the policy that hold for this lot, JSON: `LotTerms`. */
  @Column('text')
  terms!: string;

  @Column('integer', { nullable: true })
  charterNumber!: number | null;

  /** Staff number (推荐人). */
  @Column('varchar', { length: 20, nullable: true })
  recommenderNo!: string | null;

  /** AT_TOPUP or AT_USE: a fen of it is invoiced once in its life. */
  @Column('varchar', { length: 8 })
  invoiceMode!: string;

  /** Milliseconds; an invoice had been taken before the lot came here (go-live). */
  @Column('bigint', { nullable: true })
  invoicedBeforeAt!: number | null;

  @ForeignKey(() => TopUpLot)
  @Column('varchar', { length: 36, nullable: true })
  correctsLotId!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  unitPurchaseId!: string | null;

  /** The transfer in the ledger; null where there was none. */
  @Column('varchar', { length: 36, nullable: true })
  principalTransferId!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  bonusTransferId!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

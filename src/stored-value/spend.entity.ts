import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Card } from '../cards/card.entity.js';
import { Membership } from '../members/membership.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';

/** Stored value pays a slip. The slip may come later: it is named by its number. */
@Entity()
@Index(['storeId', 'slipNo'])
@Index(['storeId', 'businessDate'])
@Index(['membershipId', 'at'])
@Index(['cardId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class Spend {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 40 })
  slipNo!: string;

  @Column('varchar', { length: 20, nullable: true })
  roomNo!: string | null;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  /** What the card pays: the price charged. */
  @Column('bigint')
  amountFen!: number;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  /** The same consumption before discount (法释〔2025〕4号 19). */
  @Column('bigint')
  listFen!: number;

  /** SWIPED, KEYED or DEVICE. */
  @Column('varchar', { length: 8 })
  via!: string;

  /** What proved the holder: CARD (it was swiped), SECRET (消费密码), HOLDER (seen in person) or TILL. */
  @Column('varchar', { length: 8 })
  proof!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 36, nullable: true })
  terminalId!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

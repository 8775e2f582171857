import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Card } from '../../cards/card.entity.js';
import { GiftActivity } from '../../gifts/gift-activity.entity.js';
import { GiftItem } from '../../gifts/gift-item.entity.js';
import { Membership } from '../../members/membership.entity.js';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Document } from '../../platform/printing/document.entity.js';

/** Points went and a gift came, together (003E-006, 003E-007). What became of it later stands in its steps. */
@Entity()
@Unique(['documentId'])
@Index(['membershipId', 'activityId', 'itemId'])
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@AppendOnly()
export class Redemption {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  @ForeignKey(() => GiftActivity)
  @Column('varchar', { length: 36 })
  activityId!: string;

  @ForeignKey(() => GiftItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  /** Pieces. */
  @Column('integer')
  quantity!: number;

  /** Points of all pieces. */
  @Column('bigint')
  points!: number;

  @Column('bigint')
  balanceBefore!: number;

  /** 1 when the guest collects the pieces another day (欠货单). */
  @Column('integer')
  later!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 64 })
  clerkName!: string;

  @Column('varchar', { length: 36, nullable: true })
  terminalId!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

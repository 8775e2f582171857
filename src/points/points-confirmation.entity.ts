import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Card } from '../cards/card.entity.js';
import { Membership } from '../members/membership.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { Slip } from '../slips/slip.entity.js';

/** One slip credited to one membership (003E-003, 003E-004), with the rates it was counted by: a later policy does not touch it. */
@Entity()
@Unique(['documentId'])
@Index(['membershipId', 'at'])
@Index(['slipId'])
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@AppendOnly()
export class PointsConfirmation {
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

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36 })
  slipId!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** What earned, over the slips of the visit, fen. */
  @Column('bigint')
  baseFen!: number;

  /** Fen for one point. */
  @Column('bigint')
  unitFen!: number;

  @Column('integer')
  groupBuyEarns!: number;

  @Column('varchar', { length: 16 })
  tier!: string;

  @Column('integer')
  onBirthday!: number;

  /** Tier × birthday, an exact decimal text. */
  @Column('varchar', { length: 16 })
  multiplier!: string;

  /** What this slip added; the visit may have held some before. */
  @Column('bigint')
  points!: number;

  /** The part that repaid a debt. */
  @Column('bigint')
  repaidPoints!: number;

  @Column('bigint')
  balanceBefore!: number;

  /** Last business date on which the points can be spent. */
  @Column('varchar', { length: 10 })
  expiresOn!: string;

  /** Why a late slip was credited (补积); null for one in time. */
  @Column('varchar', { length: 200, nullable: true })
  lateReason!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 64 })
  clerkName!: string;

  @Column('varchar', { length: 36, nullable: true })
  terminalId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

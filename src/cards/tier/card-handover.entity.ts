import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Membership } from '../../members/membership.entity.js';
import { Document } from '../../platform/printing/document.entity.js';
import { Card } from '../card.entity.js';
import { TierStep } from './tier-step.entity.js';

/** The card that goes with a tier: due, owed because none is in stock, handed over, or no longer due. */
@Entity()
@Index(['storeId', 'state'])
@Index(['membershipId'])
@Index(['tierStepId'])
@Index(['documentId'])
export class CardHandover {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => TierStep)
  @Column('varchar', { length: 36 })
  tierStepId!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('varchar', { length: 16 })
  state!: string;

  /** TAKEN_BACK or MARKED. */
  @Column('varchar', { length: 16, nullable: true })
  oldCard!: string | null;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36, nullable: true })
  oldCardId!: string | null;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36, nullable: true })
  newCardId!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('bigint')
  openedAt!: number;

  @Column('varchar', { length: 36 })
  openedBy!: string;

  @Column('bigint')
  changedAt!: number;

  @Column('varchar', { length: 36 })
  changedBy!: string;
}

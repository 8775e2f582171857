import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Membership } from '../../members/membership.entity.js';
import { Document } from '../../platform/printing/document.entity.js';
import { Card } from '../card.entity.js';

/** What was done with a card beside its state, on what proof and under whose second signature. */
@Entity()
@Index(['cardId'])
@Index(['otherCardId'])
@Index(['membershipId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class CardAct {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** One of `CARD_ACTS`. */
  @Column('varchar', { length: 24 })
  kind!: string;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  /** The card that takes over, or the one that was taken back. */
  @ForeignKey(() => Card)
  @Column('varchar', { length: 36, nullable: true })
  otherCardId!: string | null;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36, nullable: true })
  membershipId!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 24, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @Column('varchar', { length: 24, nullable: true })
  proof!: string | null;

  @Column('bigint')
  feeFen!: number;

  @Column('varchar', { length: 16, nullable: true })
  tender!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  coSignerId!: string | null;

  @Column('varchar', { length: 10, nullable: true })
  businessDate!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

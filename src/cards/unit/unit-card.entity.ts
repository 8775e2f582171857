import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Membership } from '../../members/membership.entity.js';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Card } from '../card.entity.js';
import { UnitCardSale } from './unit-card-sale.entity.js';

/** A card of a company's list and the membership of the person it was bought for. */
@Entity()
@Index(['saleId'])
@Index(['cardId'])
@Index(['membershipId'])
@Index(['journalId'])
@AppendOnly()
export class UnitCard {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => UnitCardSale)
  @Column('varchar', { length: 36 })
  saleId!: string;

  @Column('integer')
  line!: number;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

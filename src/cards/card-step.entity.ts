import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Membership } from '../members/membership.entity.js';
import { Card } from './card.entity.js';

/** A step in the life of a card: who, when, from which state to which. */
@Entity()
@Index(['cardId'])
@Index(['journalId'])
@AppendOnly()
export class CardStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Card)
  @Column('varchar', { length: 36 })
  cardId!: string;

  @Column('varchar', { length: 16 })
  fromState!: string;

  @Column('varchar', { length: 16 })
  action!: string;

  @Column('varchar', { length: 16 })
  toState!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36, nullable: true })
  membershipId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from './person.entity.js';

/** What a person has with the chain: it owns points, lots and tier; cards are only tokens that point to it. */
@Entity()
@Index(['personId'])
export class Membership {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  /** Where the guest joined; a membership is good in every store of the chain. */
  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 16 })
  tier!: string;

  /** Business date. */
  @Column('varchar', { length: 10 })
  joinedOn!: string;

  @Column('bigint')
  joinedAt!: number;

  @Column('bigint', { nullable: true })
  closedAt!: number | null;

  @Column('varchar', { length: 16, nullable: true })
  closedReason!: string | null;
}

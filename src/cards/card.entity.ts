import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Membership } from '../members/membership.entity.js';

/** A token that points to a membership: replacing it moves the token, not the value. */
@Entity()
@Unique(['cardNo'])
@Index(['membershipId'])
@Index(['storeId', 'state', 'kindCode'])
export class Card {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 40 })
  cardNo!: string;

  /** As the reader typed it, for a later change of its format. */
  @Column('varchar', { length: 80 })
  raw!: string;

  @Column('varchar', { length: 32 })
  kindCode!: string;

  @Column('varchar', { length: 16 })
  state!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36, nullable: true })
  membershipId!: string | null;

  /** Last business date on which the card is good. */
  @Column('varchar', { length: 10, nullable: true })
  validUntil!: string | null;

  /** Since when nothing may be done with the card, whatever its state says; null = not frozen. */
  @Column('bigint', { nullable: true })
  frozenAt!: number | null;

  @Column('varchar', { length: 24, nullable: true })
  frozenReason!: string | null;

  /** Since when the card counts as lost, also after it was replaced: whoever shows it is no holder. */
  @Column('bigint', { nullable: true })
  lostAt!: number | null;

  /** The card that took its place. */
  @Column('varchar', { length: 36, nullable: true })
  successorId!: string | null;

  /** The person in whose hand the blank is; null = it lies at the desk. */
  @Column('varchar', { length: 36, nullable: true })
  holderId!: string | null;

  /** The delivery it came with; null for cards from before stock was kept. */
  @Column('varchar', { length: 36, nullable: true })
  batchId!: string | null;

  @Column('bigint')
  createdAt!: number;

  @Column('bigint')
  updatedAt!: number;
}

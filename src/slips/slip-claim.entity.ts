import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Slip } from './slip.entity.js';

/**
 * What a slip has served: points, an invoice, a spend. The room that served it gives the name and the reference; a slip serves each kind once at a
 * time, and the database itself refuses a second.
 */
@Entity()
@Unique(['slipId', 'kind', 'released'])
@Index(['refId'])
@Index(['holderId'])
export class SlipClaim {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36 })
  slipId!: string;

  @Column('varchar', { length: 16 })
  kind!: string;

  /** Empty while the claim stands; its own id once it was given up, so that the slip is free again. */
  @Column('varchar', { length: 36 })
  released!: string;

  /** The serving room's own row, e.g. a points confirmation. */
  @Column('varchar', { length: 36 })
  refId!: string;

  /** Whom it served, e.g. a membership. */
  @Column('varchar', { length: 36 })
  holderId!: string;

  /** Last four of the card, for the sentence 「已积到尾号 {tail} 的卡」. */
  @Column('varchar', { length: 8 })
  tail!: string;

  /** Who did it, as the next clerk is told. */
  @Column('varchar', { length: 64 })
  clerkName!: string;

  @Column('bigint')
  claimedAt!: number;

  @Column('bigint', { nullable: true })
  releasedAt!: number | null;
}

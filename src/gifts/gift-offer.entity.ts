import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { GiftActivity } from './gift-activity.entity.js';
import { GiftItem } from './gift-item.entity.js';

/** One gift in one activity: its price in points and how many a member may take. */
@Entity()
@Unique(['activityId', 'itemId'])
@Index(['itemId'])
export class GiftOffer {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => GiftActivity)
  @Column('varchar', { length: 36 })
  activityId!: string;

  @ForeignKey(() => GiftItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('bigint')
  pointsPrice!: number;

  /** Pieces a member may take on one business date; null = any number. */
  @Column('integer', { nullable: true })
  perDay!: number | null;

  /** Pieces a member may take in the whole activity; null = any number. */
  @Column('integer', { nullable: true })
  inTotal!: number | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Slip } from './slip.entity.js';

/** A settled slip arrived again with another content. Both are kept until a lead has said which one is right. */
@Entity()
@Unique(['slipId', 'digest'])
@Index(['storeId', 'state'])
export class SlipConflict {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36 })
  slipId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** The content in force when the other one arrived, as JSON. */
  @Column('text')
  held!: string;

  /** The content that arrived, as JSON. */
  @Column('text')
  given!: string;

  /** Digest of the given content: the same push again is the same conflict. */
  @Column('varchar', { length: 43 })
  digest!: string;

  @Column('varchar', { length: 8 })
  source!: string;

  /** OPEN, KEPT (ours stands) or TAKEN (theirs is in force). */
  @Column('varchar', { length: 8 })
  state!: string;

  @Column('bigint')
  receivedAt!: number;

  @Column('varchar', { length: 36, nullable: true })
  resolvedBy!: string | null;

  @Column('bigint', { nullable: true })
  resolvedAt!: number | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;
}

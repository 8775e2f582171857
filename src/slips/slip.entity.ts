import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * One consumption slip (积分单) of a store. The row says what is in force now; `version` names the lines and tenders that belong to it.
 * An open bill may still grow; a settled one changes only by a refund, a replacement or a conflict that a lead has decided.
 */
@Entity()
@Unique(['storeId', 'slipNo'])
@Index(['storeId', 'receivedAt'])
@Index(['storeId', 'visitNo', 'businessDate'])
export class Slip {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 40 })
  slipNo!: string;

  @Column('varchar', { length: 20 })
  roomNo!: string;

  /** 开房单: slips of one visit are counted together. */
  @Column('varchar', { length: 40, nullable: true })
  visitNo!: string | null;

  /** Milliseconds; null while the bill is open. */
  @Column('bigint', { nullable: true })
  settledAt!: number | null;

  /** The night the bill was settled in, by the 06:00 rule; null while it is open. */
  @Column('varchar', { length: 10, nullable: true })
  businessDate!: string | null;

  /** TILL, IMPORT or PAPER. */
  @Column('varchar', { length: 8 })
  source!: string;

  /** What the clerk keyed from a paper slip: the amount that earns, there are no lines. */
  @Column('bigint', { nullable: true })
  keyedFen!: number | null;

  /** Sum of the lines after discount, or the keyed amount; for lists. */
  @Column('bigint')
  chargedFen!: number;

  @Column('integer')
  version!: number;

  /** Digest of the content in force: the same push again is recognised by it. */
  @Column('varchar', { length: 43 })
  digest!: string;

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36, nullable: true })
  replacesId!: string | null;

  @ForeignKey(() => Slip)
  @Column('varchar', { length: 36, nullable: true })
  replacedById!: string | null;

  @Column('bigint')
  receivedAt!: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Slip } from './slip.entity.js';

/** What was consumed, as one version of a slip has it. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class SlipLine {
  @ForeignKey(() => Slip)
  @PrimaryColumn('varchar', { length: 36 })
  slipId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @PrimaryColumn('integer')
  position!: number;

  /** ROOM, GOODS, CARD_FEE or OTHER. */
  @Column('varchar', { length: 16 })
  kind!: string;

  /** Before discount: kept on every line, for a refund by the guest's own cause is priced at it (法释〔2025〕4号 19). */
  @Column('bigint')
  listFen!: number;

  @Column('bigint')
  chargedFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

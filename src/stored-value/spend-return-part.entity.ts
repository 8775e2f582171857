import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { SpendReturn } from './spend-return.entity.js';
import { TopUpLot } from './top-up-lot.entity.js';

@Entity()
@Index(['lotId'])
@Index(['journalId'])
@AppendOnly()
export class SpendReturnPart {
  @ForeignKey(() => SpendReturn)
  @PrimaryColumn('varchar', { length: 36 })
  returnId!: string;

  @ForeignKey(() => TopUpLot)
  @PrimaryColumn('varchar', { length: 36 })
  lotId!: string;

  @Column('bigint')
  principalFen!: number;

  @Column('bigint')
  bonusFen!: number;

  @Column('bigint')
  listFen!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

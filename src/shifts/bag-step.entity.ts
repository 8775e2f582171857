import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { CashBag } from './cash-bag.entity.js';

/** One step of a bag: sealed, received and counted, taken to the bank. */
@Entity()
@Index(['bagId'])
@Index(['journalId'])
@AppendOnly()
export class BagStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => CashBag)
  @Column('varchar', { length: 36 })
  bagId!: string;

  @Column('varchar', { length: 12 })
  action!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36, nullable: true })
  witnessId!: string | null;

  /** JSON of Finance's own count by denomination. */
  @Column('varchar', { length: 400, nullable: true })
  counts!: string | null;

  @Column('bigint', { nullable: true })
  countedFen!: number | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { LedgerAccount } from './ledger-account.entity.js';

/** So many of one unit went from one account to another. Never edited, never deleted; undone by its mirror, once. */
@Entity()
@Unique(['reversesId'])
@Index(['documentId'])
@Index(['fromAccountId'])
@Index(['toAccountId'])
@Index(['journalId'])
@Index(['relatesToId'])
@AppendOnly()
export class LedgerTransfer {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 64 })
  unit!: string;

  @ForeignKey(() => LedgerAccount)
  @Column('varchar', { length: 36 })
  fromAccountId!: string;

  @ForeignKey(() => LedgerAccount)
  @Column('varchar', { length: 36 })
  toAccountId!: string;

  @Column('bigint')
  amount!: number;

  /** What happened, in the desk's words: `points.credited`, `gift.redeemed`. */
  @Column('varchar', { length: 48 })
  kind!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  /** The transfer this one undoes in full. */
  @ForeignKey(() => LedgerTransfer)
  @Column('varchar', { length: 36, nullable: true })
  reversesId!: string | null;

  /** The transfer this one gives back in part. */
  @ForeignKey(() => LedgerTransfer)
  @Column('varchar', { length: 36, nullable: true })
  relatesToId!: string | null;
}

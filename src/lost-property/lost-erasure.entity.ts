import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** What the end of its keeping time took away, in figures: people and pictures go, the register and its history stay. */
@Entity()
@AppendOnly()
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
export class LostErasure {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** Claimants with what they said, showed and signed, and their receipts. */
  @Column('integer')
  claims!: number;

  /** Guests who handed something in. */
  @Column('integer')
  finders!: number;

  /** Notes about calls. */
  @Column('integer')
  calls!: number;

  /** Things whose features, question and answer were emptied, and additions to them. */
  @Column('integer')
  details!: number;

  @Column('integer')
  photos!: number;

  @Column('integer')
  enquiries!: number;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { LostItem } from './lost-item.entity.js';

/** Somebody says a thing is theirs and describes it, before any detail is shown (003E-044). The id is also the key of the claimant. */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['storeId', 'at'])
@Index(['journalId'])
export class LostClaim {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  /** In the claimant's words, sealed under the claimant's key. */
  @Column('text')
  sealedDescription!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

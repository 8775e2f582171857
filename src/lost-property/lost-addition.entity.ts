import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { LostItem } from './lost-item.entity.js';

/** What was noticed about a thing after its registration: more features, or the private question. Sealed under a key of its own (this row's id). */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['journalId'])
export class LostAddition {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('text', { nullable: true })
  sealedFeatures!: string | null;

  @Column('text', { nullable: true })
  sealedQuestion!: string | null;

  @Column('text', { nullable: true })
  sealedAnswer!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

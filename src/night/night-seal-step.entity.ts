import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { NightSeal } from './night-seal.entity.js';

/** What was done to a seal, by whom and before whom. */
@Entity()
@Index(['sealId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class NightSealStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => NightSeal)
  @Column('varchar', { length: 36 })
  sealId!: string;

  @Column('varchar', { length: 12 })
  action!: string;

  @Column('varchar', { length: 12 })
  state!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  /** The guard, or the second person of the morning, when they have a number of ours. */
  @Column('varchar', { length: 36, nullable: true })
  secondId!: string | null;

  /** The supervisor who vouches for a guard without one (counter-practice H21). */
  @Column('varchar', { length: 36, nullable: true })
  attestedBy!: string | null;

  /** Name, badge and signature of such a guard, sealed under a key of their own; the key's id is this step's. */
  @Column('text', { nullable: true })
  sealedWitness!: string | null;

  /** 无问题 leaves it null. */
  @Column('varchar', { length: 500, nullable: true })
  problem!: string | null;

  /** JSON: what the books knew and what was counted or read. */
  @Column('text')
  figures!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { BirthdayEntry } from './birthday-entry.entity.js';

/** One of the eight steps of the evening, with who did it; each happens once (003E-020…028). */
@Entity()
@AppendOnly()
@Unique(['entryId', 'step'])
@Index(['idHash'])
@Index(['journalId'])
export class BirthdayStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => BirthdayEntry)
  @Column('varchar', { length: 36 })
  entryId!: string;

  /** After a correction the gift is given and signed for anew: GIFT.2, SIGNED.2. */
  @Column('varchar', { length: 16 })
  step!: string;

  /** Of the papers: MATCH or EXEMPT. Nothing that stood on them. */
  @Column('varchar', { length: 16, nullable: true })
  result!: string | null;

  /** Keyed hash of the document seen, so that one document gets one gift. */
  @Column('varchar', { length: 64, nullable: true })
  idHash!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36, nullable: true })
  coSignerId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

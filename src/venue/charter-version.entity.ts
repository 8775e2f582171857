import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** A text of the membership charter. What a guest signed is this text, so it never changes. */
@Entity()
@Unique(['number'])
@Index(['journalId'])
@AppendOnly()
export class CharterVersion {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  text!: string;

  @Column('varchar', { length: 10 })
  effectiveFrom!: string;

  /** JSON: `CharterClauses`; null for a text that was entered before anybody had to say. */
  @Column('text', { nullable: true })
  clauses!: string | null;

  @Column('varchar', { length: 36 })
  createdBy!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Person } from '../members/person.entity.js';
import { CharterVersion } from '../venue/charter-version.entity.js';

/** The guest read the charter and signed: which text, with which figures, and how (003E-096). */
@Entity()
@Index(['personId'])
@Index(['journalId'])
@AppendOnly()
export class CharterSignature {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  @ForeignKey(() => CharterVersion)
  @Column('varchar', { length: 36 })
  charterVersionId!: string;

  /** PAD or PAPER. */
  @Column('varchar', { length: 8 })
  way!: string;

  /** The charter and the figures above the signature line, as the guest saw them. */
  @Column('text')
  sealedStatement!: string;

  /** Strokes of the pad; null on paper. */
  @Column('text', { nullable: true })
  sealedStrokes!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

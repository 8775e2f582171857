import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from '../members/person.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { HolderCheck } from './holder-check.entity.js';

/** Who came in the holder's place. */
@Entity()
@Index(['personId'])
@Index(['journalId'])
@AppendOnly()
export class HolderAgent {
  @ForeignKey(() => HolderCheck)
  @PrimaryColumn('varchar', { length: 36 })
  checkId!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  /** What they are to the holder, in the clerk's words. */
  @Column('varchar', { length: 40 })
  relation!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

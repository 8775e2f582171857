import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Person } from './person.entity.js';

/** What a guest agreed to or withdrew; the last row of a purpose counts (个人信息保护法 14, 15). */
@Entity()
@Index(['personId'])
@Index(['journalId'])
@AppendOnly()
export class Consent {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  @Column('varchar', { length: 16 })
  purpose!: string;

  /** Version of the notice the guest was shown. */
  @Column('integer')
  version!: number;

  /** 1 agreed, 0 refused or withdrawn. */
  @Column('integer')
  given!: number;

  @Column('varchar', { length: 16 })
  channel!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

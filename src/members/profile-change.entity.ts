import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Person } from './person.entity.js';

/** A field of a profile was changed on proof; what it said before stays, sealed (counter-practice 1.28). */
@Entity()
@Index(['personId'])
@Index(['journalId'])
@AppendOnly()
export class ProfileChange {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  @Column('varchar', { length: 16 })
  field!: string;

  @Column('text', { nullable: true })
  sealedOld!: string | null;

  @Column('varchar', { length: 24 })
  proof!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

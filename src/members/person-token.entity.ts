import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from './person.entity.js';

/** Keyed hash of something a guest can be found by: a piece of a name, initials, the tail of a phone. */
@Entity()
@Index(['personId'])
export class PersonToken {
  @PrimaryColumn('varchar', { length: 24 })
  token!: string;

  @ForeignKey(() => Person)
  @PrimaryColumn('varchar', { length: 36 })
  personId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Person } from './person.entity.js';

/** That a guest was forgotten, why, and by whom (个人信息保护法 47). Nothing of the guest stands here. */
@Entity()
@Index(['journalId'])
@AppendOnly()
export class PersonErasure {
  @ForeignKey(() => Person)
  @PrimaryColumn('varchar', { length: 36 })
  personId!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  coSignerId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

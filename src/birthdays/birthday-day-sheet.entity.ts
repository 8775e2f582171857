import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** 当日生日名单, read and confirmed by the service supervisor: from then on rooms are held (003E-016, 017). */
@Entity()
@AppendOnly()
@Unique(['storeId', 'onDate'])
@Index(['journalId'])
export class BirthdayDaySheet {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  onDate!: string;

  @Column('integer')
  guests!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

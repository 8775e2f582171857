import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { LostItem } from './lost-item.entity.js';

/** A supervisor let a thing be claimed again before its 24 hours were over, for a reason (003E-046). */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['journalId'])
export class LostBarLift {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  supervisorId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

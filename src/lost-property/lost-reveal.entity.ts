import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { LostItem } from './lost-item.entity.js';

/** Somebody saw the details of a thing, and for which task; good for that person and a short while. */
@Entity()
@AppendOnly()
@Index(['itemId', 'byId'])
@Index(['journalId'])
export class LostReveal {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  /** CLAIM, CONTACT, PHOTO, COUNT or POLICE; WRONG_ANSWER shows nothing and counts towards the bar on claims. */
  @Column('varchar', { length: 16 })
  task!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { LostItem } from './lost-item.entity.js';

/** One attempt to reach the owner: the house calls first (民法典 314). */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['journalId'])
export class LostContact {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  /** CALL, SMS, WECHAT or IN_PERSON. */
  @Column('varchar', { length: 16 })
  channel!: string;

  /** WILL_COME, NO_ANSWER, CALL_LATER, WRONG_NUMBER or NOT_THEIRS. */
  @Column('varchar', { length: 16 })
  outcome!: string;

  /** The member who was thought to be the owner. */
  @Column('varchar', { length: 36, nullable: true })
  membershipId!: string | null;

  /** Of rows from before notes were sealed. */
  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  /** The note under the called member's key, or under this row's id when nobody knows who it was: erased with them, or in time. */
  @Column('text', { nullable: true })
  sealedNote!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

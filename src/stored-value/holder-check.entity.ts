import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Membership } from '../members/membership.entity.js';
import { Person } from '../members/person.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';

/** Somebody looked at the holder's document: once at the first stored value, again only for an agent or above a threshold (H5). */
@Entity()
@Index(['membershipId', 'at'])
@Index(['journalId'])
@AppendOnly()
export class HolderCheck {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  /** Whose document it was: a new holder is a new person. */
  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  personId!: string;

  /** TOP_UP, SPEND or SECRET. */
  @Column('varchar', { length: 16 })
  occasion!: string;

  /** As in `IdDocumentType`, or PHONE_AND_HISTORY. */
  @Column('varchar', { length: 24 })
  document!: string;

  /** 1 = somebody else came for the holder: a row of `HolderAgent` names them. */
  @Column('integer')
  byAgent!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

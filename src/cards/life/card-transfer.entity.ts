import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { Membership } from '../../members/membership.entity.js';
import { Person } from '../../members/person.entity.js';
import { Document } from '../../platform/printing/document.entity.js';

/** A membership goes to another holder; it counts from the time of the notice (法释〔2025〕4号 11). */
@Entity()
@Index(['membershipId'])
@Index(['fromPersonId'])
@Index(['toPersonId'])
@Index(['documentId'])
@Index(['journalId'])
@AppendOnly()
export class CardTransfer {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Membership)
  @Column('varchar', { length: 36 })
  membershipId!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  fromPersonId!: string;

  @ForeignKey(() => Person)
  @Column('varchar', { length: 36 })
  toPersonId!: string;

  @Column('bigint')
  noticedAt!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

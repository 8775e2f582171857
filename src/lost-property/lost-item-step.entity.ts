import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { LostItem } from './lost-item.entity.js';

/** One step of a thing's story: who did what, when, where it is now, on which paper. Nothing disappears from here. */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['documentId'])
@Index(['journalId'])
export class LostItemStep {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('varchar', { length: 20 })
  action!: string;

  @Column('varchar', { length: 16 })
  fromState!: string;

  @Column('varchar', { length: 16 })
  toState!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  /** The second person who signed: key holder, General Affairs, duty supervisor. */
  @Column('varchar', { length: 36, nullable: true })
  coSignerId!: string | null;

  /** Who watched a destruction beside the supervisor, with the own PIN. */
  @Column('varchar', { length: 36, nullable: true })
  witnessId!: string | null;

  /** Where it went: safe slot, police station, courier. Never a guest's name or a parcel's number. */
  @Column('varchar', { length: 120, nullable: true })
  place!: string | null;

  @Column('varchar', { length: 200, nullable: true })
  note!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

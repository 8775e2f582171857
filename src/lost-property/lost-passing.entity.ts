import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { LostItem } from './lost-item.entity.js';

/** A thing went from one person to the next and stayed where it lies: with a shift's handover, or with the key of its slot. */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['documentId'])
@Index(['journalId'])
export class LostPassing {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  /** SHIFT or KEY. */
  @Column('varchar', { length: 8 })
  kind!: string;

  @Column('varchar', { length: 36 })
  fromId!: string;

  @Column('varchar', { length: 36 })
  toId!: string;

  /** The shift that handed it over; null for keys. */
  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

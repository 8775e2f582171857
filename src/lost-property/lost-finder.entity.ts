import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { LostItem } from './lost-item.entity.js';

/** Who handed it in (上交人, 003E-038): a colleague, or a guest whose name and phone are sealed under a key of their own (this row's id). */
@Entity()
@AppendOnly()
@Index(['itemId'])
@Index(['journalId'])
export class LostFinder {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => LostItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @Column('varchar', { length: 36, nullable: true })
  staffId!: string | null;

  @Column('text', { nullable: true })
  sealedName!: string | null;

  @Column('text', { nullable: true })
  sealedPhone!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

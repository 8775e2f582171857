import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';

/** Somebody under age was refused: counted, without a name (娱乐场所管理条例 23). */
@Entity()
@Index(['storeId', 'businessDate'])
@Index(['nightMark'])
@Index(['draftId'])
@Index(['journalId'])
@AppendOnly()
export class AgeRefusal {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 36 })
  draftId!: string;

  /** Keyed mark of the phone, good for this night alone: a second try the same night asks for the document. */
  @Column('varchar', { length: 64, nullable: true })
  nightMark!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { GiftItem } from '../gifts/gift-item.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { Document } from '../platform/printing/document.entity.js';
import { BirthdayEntry } from './birthday-entry.entity.js';

/** One gift from hand to hand, with both signatures (003E-014, 015, 025, 029, 030). */
@Entity()
@AppendOnly()
@Index(['storeId', 'businessDate'])
@Index(['entryId'])
@Index(['itemId'])
@Index(['documentId'])
@Index(['journalId'])
export class BirthdayGiftMove {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  /** DRAW, STANDBY, ASSIGN, DELIVER, UNDO, RETURN, DESTROY, DAMAGE, LOSE or COUNT. */
  @Column('varchar', { length: 16 })
  kind!: string;

  @ForeignKey(() => GiftItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  /** Null for the manager’s standby stock. */
  @ForeignKey(() => BirthdayEntry)
  @Column('varchar', { length: 36, nullable: true })
  entryId!: string | null;

  /** Signed for ASSIGN and COUNT, else positive. */
  @Column('integer')
  pieces!: number;

  @Column('varchar', { length: 10, nullable: true })
  forDate!: string | null;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** Of one piece, that day. */
  @Column('bigint')
  costFen!: number;

  @Column('bigint')
  marketFen!: number;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('varchar', { length: 36, nullable: true })
  coSignerId!: string | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

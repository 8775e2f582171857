import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { GiftItem } from '../gifts/gift-item.entity.js';
import { AppendOnly } from '../platform/database/append-only.js';
import { BirthdayEntry } from './birthday-entry.entity.js';
import { GiftReconciliation } from './gift-reconciliation.entity.js';

/** opening + drawn = delivered + returned + lost + difference + closing, of one gift of one guest or of the standby stock. */
@Entity()
@AppendOnly()
@Index(['reconciliationId'])
@Index(['itemId'])
@Index(['entryId'])
@Index(['journalId'])
export class GiftReconciliationLine {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => GiftReconciliation)
  @Column('varchar', { length: 36 })
  reconciliationId!: string;

  @ForeignKey(() => GiftItem)
  @Column('varchar', { length: 36 })
  itemId!: string;

  @ForeignKey(() => BirthdayEntry)
  @Column('varchar', { length: 36, nullable: true })
  entryId!: string | null;

  @Column('integer')
  opening!: number;

  @Column('integer')
  drawn!: number;

  @Column('integer')
  delivered!: number;

  @Column('integer')
  returned!: number;

  @Column('integer')
  lost!: number;

  @Column('integer')
  difference!: number;

  @Column('integer')
  closing!: number;

  @Column('varchar', { length: 200, nullable: true })
  reason!: string | null;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

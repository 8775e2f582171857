import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Document } from '../platform/printing/document.entity.js';
import { Store } from '../venue/store.entity.js';
import { Shift } from './shift.entity.js';

/** A merchant copy that was not in the pile at handover: an unfinished matter until somebody has it in hand (003E-005). */
@Entity()
@Unique(['documentId'])
@Index(['storeId', 'foundAt'])
@Index(['shiftId'])
export class MissingCopy {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  /** The shift that printed it and could not hand it over. */
  @ForeignKey(() => Shift)
  @Column('varchar', { length: 36 })
  shiftId!: string;

  @ForeignKey(() => Document)
  @Column('varchar', { length: 36 })
  documentId!: string;

  @Column('bigint')
  missedAt!: number;

  @Column('bigint', { nullable: true })
  foundAt!: number | null;

  @Column('varchar', { length: 36, nullable: true })
  foundBy!: string | null;

  /** Where it was, or why it was printed again. */
  @Column('varchar', { length: 200, nullable: true })
  foundNote!: string | null;
}

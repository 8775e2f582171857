import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../database/append-only.js';
import { PersonKey } from '../crypto/person-key.entity.js';

/** A printed document, kept as it was printed. Evidence: never changed, never deleted. */
@Entity()
@AppendOnly()
@Unique(['storeId', 'number'])
@Unique(['storeId', 'prefix', 'businessDate', 'sequence'])
@Index(['bodyKeyPersonId'])
@Index(['journalId'])
export class Document {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  /** e.g. `points-confirmation`; each room names its own. */
  @Column('varchar', { length: 64 })
  kind!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 8 })
  prefix!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** 1, 2, 3 … within store, prefix and business date; no gaps. */
  @Column('integer')
  sequence!: number;

  /** `JF20261121-0001`. */
  @Column('varchar', { length: 32 })
  number!: string;

  /** Receipt markup; sealed under the person's key when `bodyKeyPersonId` is set. */
  @Column('text')
  body!: string;

  @Column('varchar', { length: 36, nullable: true })
  @ForeignKey(() => PersonKey, 'personId')
  bodyKeyPersonId!: string | null;

  /** JSON list of `CopySpec`. */
  @Column('text')
  copies!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

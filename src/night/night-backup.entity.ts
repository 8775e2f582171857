import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { Store } from '../venue/store.entity.js';

/** One try to copy the database after a day was closed, and what came of it. */
@Entity()
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
@AppendOnly()
export class NightBackup {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => Store)
  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  /** KEPT, ELSEWHERE or FAILED. */
  @Column('varchar', { length: 12 })
  outcome!: string;

  /** Text key of what went wrong. */
  @Column('varchar', { length: 40, nullable: true })
  cause!: string | null;

  /** Name of the copy in the backup folder. */
  @Column('varchar', { length: 120, nullable: true })
  file!: string | null;

  @Column('bigint', { nullable: true })
  bytes!: number | null;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

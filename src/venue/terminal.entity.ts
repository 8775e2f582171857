import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CounterDesk } from './counter-desk.entity.js';
import { Store } from './store.entity.js';

/** An enrolled PC. It proves itself by a long-lived cookie of which only the hash is kept. */
@Entity()
@Unique(['tokenHash'])
@Index(['storeId'])
@Index(['deskId'])
export class Terminal {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => Store)
  storeId!: string;

  @Column('varchar', { length: 36 })
  @ForeignKey(() => CounterDesk)
  deskId!: string;

  @Column('varchar', { length: 64 })
  name!: string;

  @Column('varchar', { length: 64 })
  tokenHash!: string;

  /** Network printer; null when the browser prints. */
  @Column('varchar', { length: 36, nullable: true })
  printerId!: string | null;

  @Column('varchar', { length: 36 })
  enrolledBy!: string;

  @Column('bigint')
  enrolledAt!: number;

  @Column('bigint', { nullable: true })
  revokedAt!: number | null;
}

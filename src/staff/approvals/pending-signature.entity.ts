import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';

/** 待签: an act that counts already and must be signed by a second person before the shift is handed over. */
@Entity()
@AppendOnly()
@Index(['storeId', 'businessDate'])
@Index(['journalId'])
export class PendingSignature {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 64 })
  kind!: string;

  @Column('varchar', { length: 36 })
  storeId!: string;

  @Column('varchar', { length: 10 })
  businessDate!: string;

  @Column('varchar', { length: 36 })
  actorId!: string;

  /** Roles that may sign, by comma. */
  @Column('varchar', { length: 400 })
  signerRoles!: string;

  @Column('varchar', { length: 36, nullable: true })
  documentId!: string | null;

  /** JSON of a text key and its parameters, masked. */
  @Column('text')
  summary!: string;

  @Column('bigint')
  createdAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

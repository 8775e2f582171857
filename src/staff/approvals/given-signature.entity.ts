import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../../platform/database/append-only.js';
import { PendingSignature } from './pending-signature.entity.js';

/** Who signed, in which role, when. Signatures of one batch share the journal row. */
@Entity()
@AppendOnly()
@Index(['journalId'])
export class GivenSignature {
  @PrimaryColumn('varchar', { length: 36 })
  @ForeignKey(() => PendingSignature)
  pendingSignatureId!: string;

  @Column('varchar', { length: 36 })
  signedBy!: string;

  @Column('varchar', { length: 40 })
  role!: string;

  @Column('bigint')
  signedAt!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

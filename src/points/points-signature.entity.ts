import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppendOnly } from '../platform/database/append-only.js';
import { PointsConfirmation } from './points-confirmation.entity.js';

/** How the guest's signature on the merchant copy went; the last row counts, none means 待签 (counter-practice H9). */
@Entity()
@Index(['confirmationId'])
@Index(['journalId'])
@AppendOnly()
export class PointsSignature {
  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @ForeignKey(() => PointsConfirmation)
  @Column('varchar', { length: 36 })
  confirmationId!: string;

  /** SIGNED, REFUSED or LEFT. */
  @Column('varchar', { length: 8 })
  state!: string;

  @Column('varchar', { length: 36 })
  byId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;
}

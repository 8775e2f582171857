import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppendOnly } from '../database/append-only.js';

/**
 * Who did what, where, when: one row an act, written in the act's own transaction, and one for each refusal, log-in,
 * reveal and export. Rows of a store form a chain: each seal covers the row, its evidence rows and the seal before it.
 */
@Entity()
@Unique(['journalId'])
@Unique(['actorId', 'idempotencyKey'])
@Index(['storeId', 'businessDate'])
@Index(['shiftId'])
@AppendOnly()
export class JournalEntry {
  /** The store, or `head-office`. */
  @PrimaryColumn('varchar', { length: 36 })
  storeId!: string;

  @PrimaryColumn('bigint')
  seq!: number;

  @Column('varchar', { length: 36 })
  journalId!: string;

  @Column('bigint')
  at!: number;

  @Column('varchar', { length: 10, nullable: true })
  businessDate!: string | null;

  @Column('varchar', { length: 64 })
  kind!: string;

  /** DONE, REFUSED (a rule said no) or NOTED (nothing changed but it must be known). */
  @Column('varchar', { length: 8 })
  outcome!: string;

  @Column('varchar', { length: 36 })
  actorId!: string;

  @Column('text', { nullable: true })
  coSigners!: string | null;

  @Column('varchar', { length: 36, nullable: true })
  terminalId!: string | null;

  /** The clerk's open shift at that moment; null for whoever has none. */
  @Column('varchar', { length: 36, nullable: true })
  shiftId!: string | null;

  /** Null for refusals: they do not use up the key. */
  @Column('varchar', { length: 64, nullable: true })
  idempotencyKey!: string | null;

  /** Keyed digest: the same key with another input is recognised, the input itself is not kept. */
  @Column('varchar', { length: 64 })
  inputDigest!: string;

  /** JSON of ids and figures that the act answered with, or the code of the refusal. */
  @Column('text')
  result!: string;

  /** Digest over the evidence rows (transfers, documents …) that this act wrote. */
  @Column('varchar', { length: 64 })
  evidence!: string;

  @Column('varchar', { length: 64 })
  seal!: string;
}

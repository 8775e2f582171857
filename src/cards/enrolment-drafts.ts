import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { EnrolmentDraft } from './enrolment-draft.entity.js';
import { ENROLMENT_FIELDS, type EnrolmentValues } from './enrolment-form.js';

const PLACE = 'enrolmentDraft.values';
const HOUR_MS = 3_600_000;
const LONGEST_FIELD = 400;
const LONGEST_SIGNATURE = 200_000;
/** Expired drafts put away in one unit; the next one takes the rest. */
const SWEEP = 20;

export interface OpenDraft {
  readonly id: string;
  readonly personId: string;
  readonly kindCode: string;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly savedBy: string;
  readonly savedAt: number;
  readonly expiresAt: number;
}

type Row = OpenDraft & { readonly state: string; readonly sealedValues: string };

const COLUMNS =
  'id, person_id, kind_code, sealed_values, state, started_by, started_at, saved_by, saved_at, expires_at FROM enrolment_draft';

/** Enrolments that were begun. Sealed from the first letter; what is not finished in time is destroyed with its key (H24). */
@Injectable()
export class EnrolmentDrafts {
  constructor(private readonly vault: PersonVault) {}

  /** Begins an enrolment for a kind of card; it may be finished within `hours`. */
  async start(tx: Tx, begin: { kindCode: string; hours: number }): Promise<string> {
    await this.sweep(tx);
    const [id, personId] = [uuidv7(), uuidv7()];
    await this.vault.create(tx, personId);
    await tx.insert(EnrolmentDraft, {
      id,
      personId,
      storeId: tx.command.storeId,
      kindCode: begin.kindCode,
      sealedValues: await this.vault.seal(tx, personId, PLACE, '{}'),
      state: 'OPEN',
      startedBy: tx.command.actorId,
      startedAt: tx.now,
      savedBy: tx.command.actorId,
      savedAt: tx.now,
      expiresAt: tx.now + begin.hours * HOUR_MS,
    });
    return id;
  }

  /** Keeps what has been typed so far. Throws as `take`. */
  async save(tx: Tx, draftId: string, values: EnrolmentValues): Promise<void> {
    const { personId } = await this.take(tx, draftId);
    const sealed = await this.vault.seal(tx, personId, PLACE, JSON.stringify(trimmed(values)));
    await tx.run('UPDATE enrolment_draft SET sealed_values = ?, saved_by = ?, saved_at = ? WHERE id = ?', [
      sealed,
      tx.command.actorId,
      tx.now,
      draftId,
    ]);
  }

  /** The draft, to be finished in this unit. Throws `page.notFound`, `cards.draft.done`, `cards.draft.expired`. */
  async take(tx: Tx, draftId: string): Promise<OpenDraft> {
    return assertOpen(await this.row(tx, tx.command.storeId, draftId), tx.now);
  }

  /** The draft with what was typed, for the page. Throws as `take`. */
  async read(
    db: SqlReads,
    storeId: string,
    draftId: string,
    now: number,
  ): Promise<OpenDraft & { values: EnrolmentValues }> {
    const row = assertOpen(await this.row(db, storeId, draftId), now);
    const json = await this.vault.open(db, row.personId, PLACE, row.sealedValues);
    const values: EnrolmentValues = JSON.parse(json ?? '{}');
    return { ...row, values };
  }

  /** Unfinished enrolments of a store, newest first. */
  waiting(db: SqlReads, storeId: string, now: number, limit = 20): Promise<OpenDraft[]> {
    return db.rows<OpenDraft>(
      `SELECT ${COLUMNS} WHERE store_id = ? AND state = 'OPEN' AND expires_at > ? ORDER BY expires_at DESC LIMIT ?`,
      [storeId, now, limit],
    );
  }

  async finish(tx: Tx, draftId: string): Promise<void> {
    await tx.run(`UPDATE enrolment_draft SET state = 'DONE', sealed_values = '' WHERE id = ?`, [draftId]);
  }

  /** The guest went away: nothing of the guest is kept. */
  async drop(tx: Tx, draftId: string): Promise<void> {
    const { personId } = await this.take(tx, draftId);
    await this.putAway(tx, { id: draftId, personId });
  }

  private async sweep(tx: Tx): Promise<void> {
    const expired = await tx.rows<Pick<Row, 'id' | 'personId'>>(
      `SELECT id, person_id FROM enrolment_draft WHERE store_id = ? AND state = 'OPEN' AND expires_at <= ? LIMIT ?`,
      [tx.command.storeId, tx.now, SWEEP],
    );
    for (const draft of expired) await this.putAway(tx, draft);
  }

  private async putAway(tx: Tx, { id, personId }: Pick<Row, 'id' | 'personId'>): Promise<void> {
    await tx.run(`UPDATE enrolment_draft SET state = 'DROPPED', sealed_values = '' WHERE id = ?`, [id]);
    await this.vault.destroy(tx, personId);
  }

  private row(db: SqlReads, storeId: string, draftId: string): Promise<Row | undefined> {
    return db.one<Row>(`SELECT ${COLUMNS} WHERE id = ? AND store_id = ?`, [draftId, storeId]);
  }
}

function assertOpen(row: Row | undefined, now: number): Row {
  if (!row) throw new DomainError('page.notFound');
  if (row.state === 'DONE') throw new DomainError('cards.draft.done');
  if (row.state !== 'OPEN' || now >= row.expiresAt) throw new DomainError('cards.draft.expired');
  return row;
}

function trimmed(values: EnrolmentValues): EnrolmentValues {
  const kept = ENROLMENT_FIELDS.map((field) => {
    const longest = field === 'signature' ? LONGEST_SIGNATURE : LONGEST_FIELD;
    return [field, (values[field] ?? '').slice(0, longest)] as const;
  });
  return Object.fromEntries(kept.filter(([, text]) => text !== ''));
}

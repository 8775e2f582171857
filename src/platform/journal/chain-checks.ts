import type { DataSource } from 'typeorm';
import type { KeyRing } from '../crypto/key-ring.js';
import { evidenceOf, rowDigest, rowShape } from '../database/row-writer.js';
import type { SqlReads, SqlValue } from '../database/sql-reads.js';
import { isAppendOnly } from '../database/append-only.js';
import { JournalEntry } from './journal-entry.entity.js';
import { FIRST_SEAL, sealOf } from './seal.js';
import type { SealFile } from './seal-file.js';
import type { VerifyCheck } from './verify.js';

const PAGE = 2000;

/**
 * Recomputes every seal from first to last, and every act's evidence from the rows it points to. The tail comes first: a
 * snapshot begins with its first read, so whatever the seal file knew before that read must be in it.
 */
export function chainChecks(source: DataSource, ring: KeyRing, seals: SealFile): VerifyCheck[] {
  return [
    { name: 'journal.tailPresent', run: (db) => missingTail(db, seals) },
    { name: 'journal.sealsVerify', run: (db) => brokenSeals(db, source, ring.key('journal')) },
    { name: 'journal.evidenceUnchanged', run: (db) => changedEvidence(db, source) },
  ];
}

async function brokenSeals(db: SqlReads, source: DataSource, key: Buffer): Promise<string[]> {
  const faults: string[] = [];
  const chains = await db.rows<{ storeId: string }>('SELECT DISTINCT store_id FROM journal_entry');
  const columns = rowShape(source, JournalEntry).columns.join(', ');
  for (const { storeId } of chains) {
    let before = FIRST_SEAL;
    let next = 1;
    let at = 0;
    for (;;) {
      const page = await db.rows<JournalEntry>(
        `SELECT ${columns} FROM journal_entry WHERE store_id = ? AND seq >= ? ORDER BY seq LIMIT ?`,
        [storeId, next, PAGE],
      );
      for (const entry of page) {
        if (entry.seq !== next) faults.push(`journal of ${storeId}: entry ${next} is missing`);
        if (entry.at < at) faults.push(`journal of ${storeId}: entry ${entry.seq} is older than the one before it`);
        if (sealOf(key, before, entry) !== entry.seal)
          faults.push(`journal of ${storeId}: entry ${entry.seq} was changed`);
        before = entry.seal;
        at = entry.at;
        next = entry.seq + 1;
      }
      if (page.length < PAGE) break;
    }
    faults.push(...(await headFault(db, storeId, next - 1, before)));
  }
  return faults;
}

async function headFault(db: SqlReads, storeId: string, seq: number, seal: string): Promise<string[]> {
  const head = await db.one<{ seq: number; seal: string }>('SELECT seq, seal FROM journal_head WHERE store_id = ?', [
    storeId,
  ]);
  return head?.seq === seq && head.seal === seal
    ? []
    : [`journal of ${storeId} ends at ${seq}, its head says ${head?.seq ?? 0}`];
}

/** Walks acts in pages; for each page fetches the evidence rows of all guarded tables and compares their digests. */
async function changedEvidence(db: SqlReads, source: DataSource): Promise<string[]> {
  const tables = source.entityMetadatas
    .filter(({ target }) => isAppendOnly(target) && target !== JournalEntry)
    .map(({ target }) => rowShape(source, target));
  const faults: string[] = [];
  let after = '';
  for (;;) {
    const acts = await db.rows<{ journalId: string; evidence: string; kind: string }>(
      'SELECT journal_id, evidence, kind FROM journal_entry WHERE journal_id > ? ORDER BY journal_id LIMIT ?',
      [after, PAGE],
    );
    const [first, last] = [acts[0], acts.at(-1)];
    if (!first || !last) return faults;
    const digests = new Map<string, string[]>();
    for (const { table, columns, properties } of tables) {
      const rows = await db.rows<Record<string, SqlValue>>(
        `SELECT ${columns.join(', ')} FROM ${table} WHERE journal_id >= ? AND journal_id <= ?`,
        [first.journalId, last.journalId],
      );
      for (const row of rows) {
        const digest = rowDigest(
          table,
          properties.map((property) => row[property] ?? null),
        );
        const journalId = String(row['journalId']);
        digests.set(journalId, [...(digests.get(journalId) ?? []), digest]);
      }
    }
    for (const { journalId, evidence, kind } of acts) {
      if (evidenceOf(digests.get(journalId) ?? []) !== evidence)
        faults.push(`rows written by ${kind} (${journalId}) were changed`);
      digests.delete(journalId);
    }
    for (const journalId of digests.keys())
      faults.push(`rows point to act ${journalId}, which the journal does not know`);
    after = last.journalId;
  }
}

async function missingTail(db: SqlReads, seals: SealFile): Promise<string[]> {
  const faults: string[] = [];
  for (const [chain, { seq, seal }] of Object.entries(seals.known())) {
    const row = await db.one<{ seal: string }>('SELECT seal FROM journal_entry WHERE store_id = ? AND seq = ?', [
      chain,
      seq,
    ]);
    if (row?.seal !== seal) faults.push(`journal of ${chain}: entry ${seq}, once sealed, is not there`);
  }
  return faults;
}

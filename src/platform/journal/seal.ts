import { createHmac } from 'node:crypto';
import type { JournalEntry } from './journal-entry.entity.js';

/** The seal before the first row of a chain. */
export const FIRST_SEAL = '';

/** Keyed, so that somebody who edits the file by hand cannot make a matching seal. */
export function sealOf(key: Buffer, before: string, entry: Omit<JournalEntry, 'seal'>): string {
  const fields = [
    before,
    entry.storeId,
    entry.seq,
    entry.journalId,
    entry.at,
    entry.businessDate,
    entry.kind,
    entry.outcome,
    entry.actorId,
    entry.coSigners,
    entry.terminalId,
    entry.idempotencyKey,
    entry.inputDigest,
    entry.result,
    entry.evidence,
    // rows sealed before acts belonged to shifts have none, and keep the seal they had
    ...(entry.shiftId === null ? [] : [entry.shiftId]),
  ];
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest('base64url');
}

import type { SqlSession } from '../database/sql-session.js';
import type { Delivery } from './printer-connection.js';

export interface ClaimedJob {
  readonly id: string;
  readonly tries: number;
  readonly printerId: string;
  readonly host: string;
  readonly port: number;
  readonly documentId: string;
  readonly body: string;
  readonly bodyKeyPersonId: string | null;
  readonly copies: string;
  readonly copy: string;
  readonly mark: string | null;
}

export interface JobResult {
  readonly job: ClaimedJob;
  readonly delivery: Delivery;
}

const BATCH = 20;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const LEASE_MS = 120_000;

/** About a quarter of an hour of waiting; after that the clerk decides, with a 补打. */
export const MAX_TRIES = 20;

/** 5 s, 10 s, 20 s, 40 s, then every minute. */
export function retryWaitMs(tries: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
}

/**
 * Marks the oldest due jobs as being sent and returns them, oldest first. Called in a unit of its own: two servers
 * never take the same job. A job still `sending` after its lease was cut off by a crash: paper may have come out, so
 * it fails instead of printing a second original. A clock put back must not hold the queue: a wait that is longer than
 * any wait can be is over.
 */
export async function claimDueJobs(session: SqlSession, now: number): Promise<ClaimedJob[]> {
  await session.run(
    "UPDATE print_job SET state = 'failed', last_error = 'INTERRUPTED', updated_at = ? " +
      "WHERE state = 'sending' AND (updated_at < ? OR updated_at > ?)",
    [now, now - LEASE_MS, now + LEASE_MS],
  );
  const due = await session.rows<ClaimedJob>(
    'SELECT j.id, j.tries, j.printer_id, r.host, r.port, d.id AS document_id, d.body, d.body_key_person_id, d.copies, ' +
      'p.copy, p.mark FROM print_job j JOIN printer r ON r.id = j.printer_id ' +
      'JOIN document_print p ON p.id = j.document_print_id JOIN document d ON d.id = p.document_id ' +
      "WHERE j.state = 'waiting' AND (j.next_try_at <= ? OR j.next_try_at > ?) ORDER BY j.id LIMIT ?",
    [now, now + LONGEST_WAIT_MS, BATCH],
  );
  for (const { id } of due) {
    await session.run("UPDATE print_job SET state = 'sending', tries = tries + 1, updated_at = ? WHERE id = ?", [
      now,
      id,
    ]);
  }
  return due;
}

/** Writes down what became of each job: sent, waiting for another try, or failed for good. */
export async function recordResults(session: SqlSession, results: readonly JobResult[], now: number): Promise<void> {
  for (const { job, delivery } of results) {
    const tries = job.tries + 1;
    const waits = delivery.state === 'unreached' && tries < MAX_TRIES;
    const state = delivery.state === 'sent' ? 'sent' : waits ? 'waiting' : 'failed';
    await session.run('UPDATE print_job SET state = ?, next_try_at = ?, last_error = ?, updated_at = ? WHERE id = ?', [
      state,
      waits ? now + retryWaitMs(tries) : 0,
      delivery.state === 'sent' ? null : delivery.reason.slice(0, 64),
      now,
      job.id,
    ]);
  }
}

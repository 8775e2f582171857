import { venueInstant } from '../kernel/business-day.js';
import { Injectable } from '@nestjs/common';
import type { CoSigner } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { ActEntry } from './act-registry.js';

export interface JournalFilter {
  /** Business date; rows without one are those of its 24 hours from 06:00. */
  readonly day: string;
  /** Staff number; '' for everybody. */
  readonly who: string;
  /** Kind of act; '' for all. */
  readonly kind: string;
  /** Only rows before this sequence number: the next page. */
  readonly before: number | null;
}

export interface JournalRow {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly outcome: string;
  readonly actorName: string | null;
  readonly actorNo: string | null;
  readonly terminalName: string | null;
  readonly coSigners: readonly CoSigner[];
  /** The refusal's code; '' for everything that was done. */
  readonly code: string;
}

type StoredRow = Omit<JournalRow, 'coSigners' | 'code'> & { coSigners: string | null; result: string };
type StoredEntry = Omit<ActEntry, 'result'> & { result: string };

export const JOURNAL_PAGE = 50;
const MY_ACTS = 12;
const DAY_MS = 24 * 3_600_000;

/** Who did what, from the chain of this store. */
@Injectable()
export class JournalQueries {
  constructor(private readonly reader: Reader) {}

  /** What this person did on the open day, newest first; only acts of `kinds`. */
  async mine(desk: DeskContext, kinds: readonly string[]): Promise<ActEntry[]> {
    if (desk.businessDate === null || kinds.length === 0) return [];
    const rows = await this.reader.rows<StoredEntry>(
      'SELECT journal_id, kind, at, actor_id, business_date, result FROM journal_entry WHERE store_id = ? ' +
        `AND business_date = ? AND actor_id = ? AND outcome = 'DONE' AND kind IN (${kinds.map(() => '?').join(', ')}) ` +
        'ORDER BY seq DESC LIMIT ?',
      [desk.store.id, desk.businessDate, desk.person.id, ...kinds, MY_ACTS],
    );
    return rows.map((row) => ({ ...row, result: tableOf(row.result) }));
  }

  /** One page of a day and one row more, newest first. */
  async list(desk: DeskContext, { day, who, kind, before }: JournalFilter): Promise<JournalRow[]> {
    const from = venueInstant(day, '06:00');
    const rows = await this.reader.rows<StoredRow>(
      'SELECT j.seq, j.at, j.kind, j.outcome, s.name AS actor_name, s.staff_no AS actor_no, t.name AS terminal_name, ' +
        'j.co_signers, j.result FROM journal_entry j LEFT JOIN staff s ON s.id = j.actor_id ' +
        'LEFT JOIN terminal t ON t.id = j.terminal_id WHERE j.store_id = ? AND j.seq < ? ' +
        'AND (j.business_date = ? OR (j.business_date IS NULL AND j.at >= ? AND j.at < ?)) ' +
        `${who === '' ? '' : 'AND s.staff_no = ? '}${kind === '' ? '' : 'AND j.kind = ? '}ORDER BY j.seq DESC LIMIT ?`,
      [
        desk.store.id,
        before ?? Number.MAX_SAFE_INTEGER,
        day,
        from,
        from + DAY_MS,
        ...(who === '' ? [] : [who]),
        ...(kind === '' ? [] : [kind]),
        JOURNAL_PAGE + 1,
      ],
    );
    return rows.map(({ coSigners, result, ...row }) => ({
      ...row,
      coSigners: signersOf(coSigners),
      code: row.outcome === 'REFUSED' ? codeOf(result) : '',
    }));
  }
}

function signersOf(json: string | null): CoSigner[] {
  const signers: CoSigner[] = json === null ? [] : JSON.parse(json);
  return signers;
}

/** What an act answered with, when it is a table of ids and figures. */
function codeOf(json: string): string {
  const { code } = tableOf(json);
  return typeof code === 'string' ? code : '';
}

function tableOf(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

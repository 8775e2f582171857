import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { CharterVersion } from './charter-version.entity.js';
import type { CharterClauses } from './rules/charter-clauses.js';
import { assertNoVoidClause } from './rules/charter-lint.js';

export interface Charter {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly effectiveFrom: string;
  /** JSON of `CharterClauses`, or null. */
  readonly clauses: string | null;
}

/** A text as it is entered; `clauses` null only where nobody is there to say. */
export interface NewCharter {
  readonly text: string;
  readonly effectiveFrom: string;
  readonly clauses: CharterClauses | null;
}

const COLUMNS = 'id, number, text, effective_from, clauses FROM charter_version';

/** The membership charter (会员章程): a guest signs a numbered text (003E-096). */
@Injectable()
export class CharterService {
  /** The text in force on a business date; undefined before the first. */
  current(db: SqlReads, businessDate: string): Promise<Charter | undefined> {
    return db.one<Charter>(
      `SELECT ${COLUMNS} WHERE effective_from <= ? ORDER BY effective_from DESC, number DESC LIMIT 1`,
      [businessDate],
    );
  }

  byNumber(db: SqlReads, number: number): Promise<Charter | undefined> {
    return db.one<Charter>(`SELECT ${COLUMNS} WHERE number = ?`, [number]);
  }

  history(db: SqlReads): Promise<Charter[]> {
    return db.rows<Charter>(`SELECT ${COLUMNS} ORDER BY number DESC`);
  }

  /**
   * Records the next text. A void clause is not printed for anybody to sign. Throws `text.required`, `text.tooLong`, `venue.charter.void {words}`
   * on `text`, `venue.effectiveFrom.past {date}`.
   */
  async publish(tx: Tx, charter: NewCharter): Promise<number> {
    const text = cleanText(charter.text, { max: 20_000, required: true, multiline: true, field: 'text' });
    assertNoVoidClause(text);
    const last = await tx.one<{ number: number }>('SELECT COALESCE(MAX(number), 0) AS number FROM charter_version');
    const number = (last?.number ?? 0) + 1;
    const today = tx.command.businessDate ?? calendarDate(tx.now);
    // the first text may be older than this system; a later one cannot change what was signed yesterday
    if (number > 1 && charter.effectiveFrom < today) {
      throw new DomainError('venue.effectiveFrom.past', { date: today }, 'effectiveFrom');
    }
    await tx.insert(CharterVersion, {
      id: uuidv7(),
      number,
      text,
      effectiveFrom: charter.effectiveFrom,
      clauses: charter.clauses && JSON.stringify(charter.clauses),
      createdBy: tx.command.actorId,
      createdAt: tx.now,
    });
    return number;
  }
}

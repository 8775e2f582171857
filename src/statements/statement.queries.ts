import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { type PointsMovement, PointsOf } from '../points/points-of.js';
import { valueBefore, type ValueMovement, valueMovements } from '../stored-value/value-movements.js';
import { type StatementOf, statementOf } from './rules/statement.js';

/** More than a guest moves in years; a sheet beyond it would be read by nobody. */
export const MAX_MOVEMENTS = 2_000;

export type Statement = StatementOf<PointsMovement>;
/** Balances in fen, principal and bonus together. */
export type ValueStatement = StatementOf<ValueMovement>;

/** Business dates, both included. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The points and the stored value of one member over a period: what was there, what moved, what is left. */
@Injectable()
export class StatementQueries {
  constructor(private readonly points: PointsOf) {}

  /** Throws `statements.period`, `statements.tooMany {max}`. */
  async statement(db: SqlReads, membershipId: string, { from, to }: Period): Promise<Statement> {
    if (to < from) throw new DomainError('statements.period', {}, 'to');
    const newest = await this.points.movements(db, membershipId, { from, to, limit: MAX_MOVEMENTS + 1 });
    if (newest.length > MAX_MOVEMENTS) throw new DomainError('statements.tooMany', { max: MAX_MOVEMENTS }, 'from');
    return statementOf(await this.before(db, membershipId, from), newest.toReversed(), ({ points }) => points);
  }

  /** Throws `statements.tooMany {max}`. */
  async value(db: SqlReads, membershipId: string, period: Period): Promise<ValueStatement> {
    const moved = await valueMovements(db, membershipId, period, MAX_MOVEMENTS + 1);
    if (moved.length > MAX_MOVEMENTS) throw new DomainError('statements.tooMany', { max: MAX_MOVEMENTS }, 'from');
    const opening = await valueBefore(db, membershipId, period.from);
    return statementOf(opening, moved, ({ principalFen, bonusFen }) => principalFen + bonusFen);
  }

  private async before(db: SqlReads, membershipId: string, from: PlainDate): Promise<number> {
    const side = (account: 'to' | 'from') =>
      `SELECT COALESCE(SUM(t.amount), 0) FROM ledger_account a JOIN ledger_transfer t ON t.${account}_account_id = a.id ` +
      "WHERE a.owner = ? AND a.unit = 'POINT' AND a.kind IN ('points.lot', 'points.debt') AND t.business_date < ?";
    const row = await db.one<{ received: number; spent: number }>(
      `SELECT (${side('to')}) AS received, (${side('from')}) AS spent`,
      [membershipId, from, membershipId, from],
    );
    return (row?.received ?? 0) - (row?.spent ?? 0);
  }
}

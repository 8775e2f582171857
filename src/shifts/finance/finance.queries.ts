import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';

export interface FloatOut {
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly clerkName: string;
  readonly deskName: string;
  readonly fen: number;
  readonly since: number;
}

export interface ClerkDifferences {
  readonly clerkId: string;
  readonly clerkName: string;
  readonly shifts: number;
  readonly overFen: number;
  readonly shortFen: number;
}

export interface TenderCheck {
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly clerkName: string;
  readonly tenders: string;
}

const LONGEST = 200;
const sumOf = (kind: string, direction: 'from' | 'to'): string =>
  `COALESCE((SELECT SUM(t.amount) FROM ledger_transfer t JOIN ledger_account a ON a.id = t.${direction}_account_id ` +
  `WHERE a.owner = s.id AND a.kind = '${kind}'), 0)`;
const FLOAT_KINDS = "('shifts.floatDrawn', 'shifts.floatPassed', 'shifts.floatReturned')";
const floatSum = (direction: 'from' | 'to'): string =>
  `COALESCE((SELECT SUM(t.amount) FROM ledger_transfer t JOIN ledger_account a ON a.id = t.${direction}_account_id ` +
  `WHERE a.owner = s.id AND a.kind = 'cash.drawer' AND t.kind IN ${FLOAT_KINDS}), 0)`;

/** What Finance looks at: floats that are out, differences by clerk and month, tenders against their acquirers. */
@Injectable()
export class FinanceQueries {
  constructor(private readonly reader: Reader) {}

  /** Floats in drawers that are not handed over; a float in a bag comes back with the bag. */
  floatsOut(storeId: string): Promise<FloatOut[]> {
    return this.reader.rows<FloatOut>(
      `SELECT * FROM (SELECT s.id AS shift_id, s.business_date, s.template, c.name AS clerk_name, d.name AS desk_name, s.opened_at AS since,
         ${floatSum('to')} - ${floatSum('from')} AS fen
       FROM shift s JOIN staff c ON c.id = s.clerk_id JOIN desk d ON d.id = s.desk_id
       WHERE s.store_id = ? AND s.state NOT IN ('ACCEPTED', 'CLOSED')) floats WHERE fen <> 0 ORDER BY since`,
      [storeId],
    );
  }

  /** Over and short of a month (`YYYY-MM`), by the clerk whose drawer it was: two sums, never netted. */
  differences(storeId: string, month: string): Promise<ClerkDifferences[]> {
    return this.reader.rows<ClerkDifferences>(
      `SELECT clerk_id, clerk_name, count(*) AS shifts, SUM(over_fen) AS over_fen, SUM(short_fen) AS short_fen FROM (
         SELECT s.clerk_id, c.name AS clerk_name, ${sumOf('cash.over', 'from')} AS over_fen, ${sumOf('cash.short', 'to')} AS short_fen
         FROM shift s JOIN staff c ON c.id = s.clerk_id WHERE s.store_id = ? AND s.business_date >= ? AND s.business_date <= ?
       ) sums GROUP BY clerk_id, clerk_name ORDER BY short_fen DESC, over_fen DESC, clerk_name`,
      [storeId, `${month}-01`, `${month}-31`],
    );
  }

  /** Shifts of a month whose drawer was over or short, newest first: the rows under `differences`. */
  differingShifts(
    storeId: string,
    month: string,
  ): Promise<(FloatOut & { overFen: number; shortFen: number; reason: string | null })[]> {
    return this.reader.rows(
      `SELECT * FROM (SELECT s.id AS shift_id, s.business_date, s.template, c.name AS clerk_name, d.name AS desk_name, s.opened_at AS since, 0 AS fen,
         ${sumOf('cash.over', 'from')} AS over_fen, ${sumOf('cash.short', 'to')} AS short_fen,
         COALESCE((SELECT h.reason FROM handover_sheet h WHERE h.shift_id = s.id ORDER BY h.id DESC LIMIT 1),
           (SELECT p.reason FROM bag_step p JOIN cash_bag b ON b.id = p.bag_id WHERE b.shift_id = s.id AND p.action = 'receive'
             AND p.reason IS NOT NULL ORDER BY p.id DESC LIMIT 1)) AS reason
       FROM shift s JOIN staff c ON c.id = s.clerk_id JOIN desk d ON d.id = s.desk_id
       WHERE s.store_id = ? AND s.business_date >= ? AND s.business_date <= ?) rows WHERE over_fen + short_fen > 0 ORDER BY since DESC LIMIT ?`,
      [storeId, `${month}-01`, `${month}-31`, LONGEST],
    );
  }

  /** The sheets of a month with their tenders as typed, newest first. */
  tenderChecks(storeId: string, month: string): Promise<TenderCheck[]> {
    return this.reader.rows<TenderCheck>(
      `SELECT s.id AS shift_id, s.business_date, s.template, c.name AS clerk_name, h.tenders FROM handover_sheet h
       JOIN shift s ON s.id = h.shift_id JOIN staff c ON c.id = s.clerk_id
       WHERE s.store_id = ? AND s.business_date >= ? AND s.business_date <= ? AND h.tenders <> '[]'
         AND h.id = (SELECT MAX(l.id) FROM handover_sheet l WHERE l.shift_id = s.id) ORDER BY h.id DESC LIMIT ?`,
      [storeId, `${month}-01`, `${month}-31`, LONGEST],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import { limitsOf } from '../../platform/views/leaf.js';
import { droppedFloat } from '../drawer-float.js';

export interface FloatOut {
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly clerkName: string;
  readonly deskName: string;
  readonly fen: number;
  readonly since: number;
  /** The bag it waits in; null while it lies in the drawer. */
  readonly bagId: string | null;
  readonly bagNumber: string | null;
}

/** A shift that was over or short, with what was written about it. */
export interface DifferingShift extends Pick<FloatOut, 'shiftId' | 'businessDate' | 'template' | 'clerkName'> {
  readonly overFen: number;
  readonly shortFen: number;
  readonly reason: string | null;
}

export interface ClerkDifferences {
  readonly clerkId: string;
  readonly clerkName: string;
  readonly shifts: number;
  readonly overFen: number;
  readonly shortFen: number;
}

/** One posting of over or short, with the paper that proves it. */
export interface DifferenceMove {
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly at: number;
  readonly kind: string;
  readonly documentId: string;
  readonly documentNo: string;
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

/** Cash and acquirers alike; over is drawn from its account, short is put into it. */
const DIFFERENCES = { over: "('cash.over', 'tender.over')", short: "('cash.short', 'tender.short')" } as const;
type Side = keyof typeof DIFFERENCES;
type End = 'from' | 'to';
const SIDES: readonly Side[] = ['over', 'short'];
const ENDS: readonly End[] = ['from', 'to'];
/** What Finance counted again moves the same accounts the other way round. */
const signOf = (side: Side, end: End): '' | '-' => ((side === 'over') === (end === 'from') ? '' : '-');
const movedAt = (side: Side, end: End): string =>
  `COALESCE((SELECT SUM(${signOf(side, end)}t.amount) FROM ledger_transfer t JOIN ledger_account a ON a.id = t.${end}_account_id ` +
  `WHERE a.owner = s.id AND a.kind IN ${DIFFERENCES[side]}), 0)`;
const sumOf = (side: Side): string => `(${ENDS.map((end) => movedAt(side, end)).join(' + ')})`;
const FLOAT_KINDS = "('shifts.floatDrawn', 'shifts.floatPassed', 'shifts.floatReturned')";
const floatSum = (direction: 'from' | 'to'): string =>
  `COALESCE((SELECT SUM(t.amount) FROM ledger_transfer t JOIN ledger_account a ON a.id = t.${direction}_account_id ` +
  `WHERE a.owner = s.id AND a.kind = 'cash.drawer' AND t.kind IN ${FLOAT_KINDS}), 0)`;

/** What Finance looks at: floats that are out, differences by clerk and month, tenders against their acquirers. */
@Injectable()
export class FinanceQueries {
  constructor(private readonly reader: Reader) {}

  /** Floats in drawers that are not handed over, and in bags that Finance has not counted. */
  floatsOut(storeId: string): Promise<FloatOut[]> {
    return this.reader.rows<FloatOut>(
      `SELECT * FROM (
         SELECT s.id AS shift_id, s.business_date, s.template, c.name AS clerk_name, d.name AS desk_name, s.opened_at AS since,
           ${floatSum('to')} - ${floatSum('from')} - ${droppedFloat('s.id')} AS fen, NULL AS bag_id, NULL AS bag_number
         FROM shift s JOIN staff c ON c.id = s.clerk_id JOIN desk d ON d.id = s.desk_id
         WHERE s.store_id = ? AND s.state NOT IN ('ACCEPTED', 'CLOSED')
         UNION ALL SELECT s.id, s.business_date, s.template, c.name, d.name, s.opened_at, b.float_fen, b.id, b.number
         FROM cash_bag b JOIN shift s ON s.id = b.shift_id JOIN staff c ON c.id = b.clerk_id JOIN desk d ON d.id = s.desk_id
         WHERE b.store_id = ? AND b.state IN ('IN_HAND', 'SEALED')) floats WHERE fen <> 0 ORDER BY since, shift_id`,
      [storeId, storeId],
    );
  }

  /** Over and short of a month (`YYYY-MM`), by the clerk whose drawer it was: two sums, never netted. */
  differences(storeId: string, month: string): Promise<ClerkDifferences[]> {
    return this.reader.rows<ClerkDifferences>(
      `SELECT clerk_id, clerk_name, count(*) AS shifts, SUM(over_fen) AS over_fen, SUM(short_fen) AS short_fen FROM (
         SELECT s.clerk_id, c.name AS clerk_name, ${sumOf('over')} AS over_fen, ${sumOf('short')} AS short_fen
         FROM shift s JOIN staff c ON c.id = s.clerk_id WHERE s.store_id = ? AND s.business_date >= ? AND s.business_date <= ?
       ) sums GROUP BY clerk_id, clerk_name ORDER BY short_fen DESC, over_fen DESC, clerk_name`,
      [storeId, `${month}-01`, `${month}-31`],
    );
  }

  /** The name of a clerk who has had a drawer in this store. Throws `page.notFound`. */
  async clerkOf(storeId: string, clerkId: string): Promise<string> {
    const row = await this.reader.one<{ name: string }>(
      'SELECT c.name FROM staff c WHERE c.id = ? AND EXISTS (SELECT 1 FROM shift s WHERE s.clerk_id = c.id AND s.store_id = ?)',
      [clerkId, storeId],
    );
    if (!row) throw new DomainError('page.notFound');
    return row.name;
  }

  /** Every posting of over and short of a clerk's drawers in a month: the rows under that clerk's two sums. */
  differencesOf(storeId: string, clerkId: string, month: string): Promise<DifferenceMove[]> {
    const moved = (side: Side, end: End): string =>
      `SELECT t.id, s.id AS shift_id, s.business_date, s.template, t.at, t.kind, t.document_id,
         ${side === 'over' ? `${signOf(side, end)}t.amount` : '0'} AS over_fen, ${side === 'short' ? `${signOf(side, end)}t.amount` : '0'} AS short_fen
       FROM shift s JOIN ledger_account a ON a.owner = s.id
       JOIN ledger_transfer t ON t.${end}_account_id = a.id
       WHERE s.store_id = ? AND s.clerk_id = ? AND s.business_date >= ? AND s.business_date <= ? AND a.kind IN ${DIFFERENCES[side]}`;
    const all = SIDES.flatMap((side) => ENDS.map((end) => moved(side, end)));
    const asked = [storeId, clerkId, `${month}-01`, `${month}-31`];
    return this.reader.rows<DifferenceMove>(
      `SELECT m.shift_id, m.business_date, m.template, m.at, m.kind, m.document_id, d.number AS document_no, m.over_fen, m.short_fen
       FROM (${all.join(' UNION ALL ')}) m
       JOIN document d ON d.id = m.document_id ORDER BY m.id`,
      all.flatMap(() => asked),
    );
  }

  /** Shifts of a month that were over or short, newest first: the rows under `differences`. */
  differingShifts(storeId: string, month: string, skip = 0): Promise<DifferingShift[]> {
    return this.reader.rows<DifferingShift>(
      `SELECT * FROM (SELECT s.id AS shift_id, s.business_date, s.template, c.name AS clerk_name, s.opened_at,
         ${sumOf('over')} AS over_fen, ${sumOf('short')} AS short_fen,
         COALESCE((SELECT h.reason FROM handover_sheet h WHERE h.shift_id = s.id ORDER BY h.id DESC LIMIT 1),
           (SELECT p.reason FROM bag_step p JOIN cash_bag b ON b.id = p.bag_id WHERE b.shift_id = s.id AND p.action IN ('receive', 'recount')
             AND p.reason IS NOT NULL ORDER BY p.id DESC LIMIT 1)) AS reason
       FROM shift s JOIN staff c ON c.id = s.clerk_id
       WHERE s.store_id = ? AND s.business_date >= ? AND s.business_date <= ?) differing
       WHERE over_fen + short_fen > 0 ORDER BY opened_at DESC, shift_id LIMIT ? OFFSET ?`,
      [storeId, `${month}-01`, `${month}-31`, ...limitsOf(skip)],
    );
  }

  /** The sheets of a month with their tenders as typed, newest first. */
  tenderChecks(storeId: string, month: string, skip = 0): Promise<TenderCheck[]> {
    return this.reader.rows<TenderCheck>(
      `SELECT s.id AS shift_id, s.business_date, s.template, c.name AS clerk_name, h.tenders FROM handover_sheet h
       JOIN shift s ON s.id = h.shift_id JOIN staff c ON c.id = s.clerk_id
       WHERE s.store_id = ? AND s.business_date >= ? AND s.business_date <= ? AND h.tenders <> '[]'
         AND h.id = (SELECT MAX(l.id) FROM handover_sheet l WHERE l.shift_id = s.id) ORDER BY h.id DESC LIMIT ? OFFSET ?`,
      [storeId, `${month}-01`, `${month}-31`, ...limitsOf(skip)],
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/business-day.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { CloseDays } from '../venue/rules/birthday-care.js';
import { figuresOf, type GiftFigures, type GiftPeriod, type MoveKind, periodAfter } from './rules/gift-period.js';

/** One gift of one guest (or of the standby stock) in a period. */
export interface PeriodLine extends GiftFigures {
  readonly itemId: string;
  readonly entryId: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly code: string;
  readonly reason: string | null;
}

export interface ClosedPeriod {
  readonly id: string;
  readonly periodFrom: PlainDate;
  readonly periodTo: PlainDate;
  readonly documentId: string;
  readonly documentNo: string;
  readonly managerName: string;
  readonly financeName: string;
  readonly at: number;
}

/** Gifts delivered on a day: what Finance declares (增值税法 5, 28). */
export interface DeliveredRow {
  readonly businessDate: PlainDate;
  readonly itemId: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly pieces: number;
  readonly costFen: number;
  readonly marketFen: number;
}

/** One movement of a period, as the register has it; pieces as the hand sees them, in or out. */
export interface PeriodMove {
  readonly entryId: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: MoveKind;
  readonly pieces: number;
  readonly documentId: string;
  readonly documentNo: string;
  readonly byName: string | null;
  readonly secondName: string | null;
  readonly reason: string | null;
  readonly at: number;
}

interface Moved {
  readonly itemId: string;
  readonly entryId: string | null;
  readonly kind: MoveKind;
  readonly pieces: number;
  readonly reason: string | null;
}
type Item = Pick<PeriodLine, 'nameZh' | 'nameEn' | 'code'> & { readonly id: string };

/** Pieces as the hand sees them, in or out. */
const seenByHand = (move: string) =>
  `CASE WHEN ${move}.kind IN ('DRAW', 'STANDBY', 'ASSIGN', 'COUNT', 'UNDO') THEN ${move}.pieces ELSE -${move}.pieces END`;

/** Moves up to the last day of a period, which is asked for twice. A count signed some days later belongs to it where the period left pieces; of what was drawn after it, to the next. */
export const OF_PERIOD =
  `(v.business_date <= ? OR v.kind = 'COUNT' AND (SELECT SUM(${seenByHand('p')}) FROM birthday_gift_move p WHERE p.store_id = v.store_id ` +
  "AND p.item_id = v.item_id AND COALESCE(p.entry_id, '') = COALESCE(v.entry_id, '') AND p.business_date <= ?) > 0)";

const GIVEN = "CASE v.kind WHEN 'UNDO' THEN -v.pieces ELSE v.pieces END";

/** Periods of birthday gifts as pages, paper and workbook show them; always of one store. */
@Injectable()
export class ReconciliationQueries {
  /** The period to be closed next, and the one before it. */
  async due(
    db: SqlReads,
    storeId: string,
    today: PlainDate,
    days: CloseDays,
  ): Promise<{ period: GiftPeriod; previousId: string | null }> {
    const previous = await db.one<{ id: string; periodTo: string }>(
      'SELECT id, period_to FROM gift_reconciliation WHERE store_id = ? ORDER BY period_to DESC LIMIT 1',
      [storeId],
    );
    const first = await db.one<{ day: string | null }>(
      'SELECT MIN(business_date) AS day FROM birthday_gift_move WHERE store_id = ?',
      [storeId],
    );
    return {
      period: periodAfter(previous?.periodTo ?? null, first?.day ?? today, days),
      previousId: previous?.id ?? null,
    };
  }

  /** Lines of the open period up to `to`: what the last one left, what moved since, and the count that closes it, on whatever day that is. */
  async lines(db: SqlReads, storeId: string, to: PlainDate, previousId: string | null): Promise<PeriodLine[]> {
    const opening = await db.rows<Pick<PeriodLine, 'itemId' | 'entryId' | 'closing'>>(
      'SELECT item_id, entry_id, closing FROM gift_reconciliation_line WHERE reconciliation_id = ? AND closing <> 0',
      [previousId ?? ''],
    );
    const moved = await db.rows<Moved>(
      'SELECT v.item_id, v.entry_id, v.kind, SUM(v.pieces) AS pieces, MAX(v.reason) AS reason FROM birthday_gift_move v ' +
        'LEFT JOIN gift_reconciled_move s ON s.move_id = v.id WHERE v.store_id = ? AND s.move_id IS NULL ' +
        `AND ${OF_PERIOD} GROUP BY v.item_id, v.entry_id, v.kind`,
      [storeId, to, to],
    );
    const items = await db.rows<Item>('SELECT id, code, name_zh, name_en FROM gift_item WHERE store_id = ?', [storeId]);
    return combine(opening, moved, new Map(items.map((item) => [item.id, item])));
  }

  /** Every movement of a closed period, or of the open one up to `to`, in the order it happened: what its figures are made of. */
  moves(
    db: SqlReads,
    storeId: string,
    period: { readonly id: string | null; readonly to: PlainDate },
  ): Promise<PeriodMove[]> {
    const [part, ...params] =
      period.id === null
        ? [`s.move_id IS NULL AND ${OF_PERIOD}`, period.to, period.to]
        : ['s.reconciliation_id = ?', period.id];
    return db.rows<PeriodMove>(
      `SELECT v.entry_id, i.name_zh, i.name_en, v.kind, ${seenByHand('v')} ` +
        'AS pieces, v.document_id, d.number AS document_no, b.name AS by_name, c.name AS second_name, v.reason, v.at ' +
        'FROM birthday_gift_move v JOIN gift_item i ON i.id = v.item_id JOIN document d ON d.id = v.document_id LEFT JOIN staff b ON b.id = v.by_id ' +
        'LEFT JOIN staff c ON c.id = v.co_signer_id LEFT JOIN gift_reconciled_move s ON s.move_id = v.id ' +
        `WHERE v.store_id = ? AND ${part} ORDER BY v.id`,
      [storeId, ...params],
    );
  }

  /** Closed periods, newest first. */
  closed(db: SqlReads, storeId: string): Promise<ClosedPeriod[]> {
    return db.rows<ClosedPeriod>(`${CLOSED} WHERE c.store_id = ? ORDER BY c.period_to DESC LIMIT 60`, [storeId]);
  }

  closedById(db: SqlReads, storeId: string, id: string): Promise<ClosedPeriod | undefined> {
    return db.one<ClosedPeriod>(`${CLOSED} WHERE c.store_id = ? AND c.id = ?`, [storeId, id]);
  }

  /** The archived lines of a closed period. */
  archived(db: SqlReads, reconciliationId: string): Promise<PeriodLine[]> {
    return db.rows<PeriodLine>(
      'SELECT l.item_id, l.entry_id, i.code, i.name_zh, i.name_en, l.opening, l.drawn, l.delivered, l.returned, l.lost, l.difference, l.closing, ' +
        'l.reason FROM gift_reconciliation_line l JOIN gift_item i ON i.id = l.item_id WHERE l.reconciliation_id = ? ORDER BY i.code, l.id',
      [reconciliationId],
    );
  }

  /** Gifts delivered in a month, by day and gift, less what came back from the wrong guest; prices are those of the day it was given. */
  delivered(db: SqlReads, storeId: string, month: string): Promise<DeliveredRow[]> {
    return db.rows<DeliveredRow>(
      `SELECT v.business_date, v.item_id, i.code, i.name_zh, i.name_en, SUM(${GIVEN}) AS pieces, ` +
        `SUM(${GIVEN} * v.cost_fen) AS cost_fen, SUM(${GIVEN} * v.market_fen) AS market_fen ` +
        "FROM birthday_gift_move v JOIN gift_item i ON i.id = v.item_id WHERE v.store_id = ? AND v.kind IN ('DELIVER', 'UNDO') AND v.business_date BETWEEN ? AND ? " +
        'GROUP BY v.business_date, v.item_id, i.code, i.name_zh, i.name_en ' +
        `HAVING SUM(${GIVEN}) <> 0 ORDER BY v.business_date, i.code`,
      [storeId, `${month}-01`, `${month}-31`],
    );
  }
}

const CLOSED =
  'SELECT c.id, c.period_from, c.period_to, c.document_id, d.number AS document_no, m.name AS manager_name, f.name AS finance_name, c.at ' +
  'FROM gift_reconciliation c JOIN document d ON d.id = c.document_id JOIN staff m ON m.id = c.manager_id JOIN staff f ON f.id = c.finance_id';

function combine(
  opening: readonly Pick<PeriodLine, 'itemId' | 'entryId' | 'closing'>[],
  moved: readonly Moved[],
  items: ReadonlyMap<string, Item>,
): PeriodLine[] {
  const keyOf = (row: { itemId: string; entryId: string | null }) => `${row.itemId} ${row.entryId ?? ''}`;
  const keys = new Map([...opening, ...moved].map((row) => [keyOf(row), row]));
  const lines = [...keys].map(([key, { itemId, entryId }]) => {
    const before = opening.find((row) => keyOf(row) === key)?.closing ?? 0;
    const mine = moved.filter((row) => keyOf(row) === key);
    const figures = figuresOf(before, Object.fromEntries(mine.map(({ kind, pieces }) => [kind, pieces])));
    const reason = mine.find(({ kind }) => kind === 'COUNT')?.reason ?? null;
    const { nameZh = '', nameEn = '', code = '' } = items.get(itemId) ?? {};
    return { ...figures, itemId, entryId, nameZh, nameEn, code, reason };
  });
  return lines.toSorted((a, b) => a.code.localeCompare(b.code) || (a.entryId ?? '').localeCompare(b.entryId ?? ''));
}

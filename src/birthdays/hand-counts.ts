import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { GiftCustody, type InHandRow } from './gift-custody.js';
import { lineField } from './gift-registers.js';

/** What hands counted of one gift of one guest, or of the standby stock. */
export interface HandCount {
  readonly itemId: string;
  readonly entryId: string | null;
  readonly counted: number;
  readonly reason: string;
}

/** A line to be counted; none in hand where the last count missed a piece that may have been found since. */
export type CountRow = Pick<InHandRow, 'itemId' | 'entryId' | 'nameZh' | 'nameEn' | 'pieces' | 'onDate'>;

export interface CountDifference {
  readonly row: CountRow;
  readonly pieces: number;
  readonly reason: string;
}

/** What is counted when a period is closed, and where it differs from the books. */
@Injectable()
export class HandCounts {
  constructor(private readonly custody: GiftCustody) {}

  /** Every line in hand, and those of which the count of the period before missed a piece. */
  async rows(db: SqlReads, storeId: string, previousId: string | null): Promise<CountRow[]> {
    const missed = await db.rows<CountRow>(
      'SELECT i.id AS item_id, v.entry_id, i.name_zh, i.name_en, 0 AS pieces, e.on_date FROM birthday_gift_move v ' +
        'JOIN gift_item i ON i.id = v.item_id LEFT JOIN birthday_entry e ON e.id = v.entry_id LEFT JOIN gift_reconciled_move s ON s.move_id = v.id ' +
        "WHERE v.store_id = ? AND v.kind = 'COUNT' AND (s.move_id IS NULL OR s.reconciliation_id = ?) " +
        'GROUP BY i.id, v.entry_id, i.name_zh, i.name_en, e.on_date, i.code HAVING SUM(v.pieces) < 0 ORDER BY e.on_date, i.code',
      [storeId, previousId ?? ''],
    );
    const inHand = await this.custody.inHand(db, storeId);
    return [...inHand, ...missed.filter((row) => !inHand.some((held) => isSame(held, row)))];
  }

  /** Throws `birthdays.reconcile.count {item}`, `birthdays.reconcile.unknown`, `text.required`, each beside its field. */
  compare(rows: readonly CountRow[], counts: readonly HandCount[]): CountDifference[] {
    if (counts.some((count) => !rows.some((row) => isSame(row, count))))
      throw new DomainError('birthdays.reconcile.unknown');
    return rows.flatMap((row) => {
      const count = counts.find((each) => isSame(each, row));
      if (!count && row.pieces > 0)
        throw new DomainError('birthdays.reconcile.count', { item: row.nameZh }, lineField('counted', row));
      const pieces = (count?.counted ?? 0) - row.pieces;
      if (pieces === 0) return [];
      const reason = cleanText(count?.reason ?? '', { max: 200, required: true, field: lineField('reason', row) });
      return [{ row, pieces, reason }];
    });
  }
}

function isSame(one: Pick<HandCount, 'itemId' | 'entryId'>, other: Pick<HandCount, 'itemId' | 'entryId'>): boolean {
  return one.itemId === other.itemId && one.entryId === other.entryId;
}

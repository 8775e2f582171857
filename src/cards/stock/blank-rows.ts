import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CardState } from '../rules/card-life.js';
import type { ScannedCard } from '../rules/card-number.js';

export interface BlankRow {
  readonly id: string;
  readonly cardNo: string;
  readonly kindCode: string;
  readonly state: CardState;
  readonly storeId: string;
  readonly holderId: string | null;
}

/** Blank cards by the numbers on them. */
@Injectable()
export class BlankRows {
  /** Throws `card.blank.unknown | otherStore | notStock {tail}` beside `numbers`. */
  async blanks(tx: Tx, numbers: readonly ScannedCard[]): Promise<BlankRow[]> {
    const rows: BlankRow[] = [];
    for (const { cardNo } of numbers) {
      const row = await tx.one<BlankRow>(
        'SELECT id, card_no, kind_code, state, store_id, holder_id FROM card WHERE card_no = ?',
        [cardNo],
      );
      const tail = cardNo.slice(-4);
      if (!row) throw new DomainError('card.blank.unknown', {}, 'numbers');
      if (row.storeId !== tx.command.storeId) throw new DomainError('card.blank.otherStore', {}, 'numbers');
      if (row.state !== 'STOCK') throw new DomainError('card.blank.notStock', { tail }, 'numbers');
      rows.push(row);
    }
    return rows;
  }

  /** First and last number, as it stands on papers. */
  span(rows: readonly Pick<BlankRow, 'cardNo'>[]): string {
    const [first = '', last = ''] = [rows[0]?.cardNo, rows.at(-1)?.cardNo];
    return first === last ? first : `${first} – ${last}`;
  }

  async nameOf(db: SqlReads, staffId: string): Promise<string> {
    const row = await db.one<{ name: string; staffNo: string }>('SELECT name, staff_no FROM staff WHERE id = ?', [
      staffId,
    ]);
    return row ? `${row.name} ${row.staffNo}` : '';
  }
}

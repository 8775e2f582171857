import type { SqlReads } from '../database/sql-reads.js';
import type { Tx } from '../database/tx.js';

export interface NumberSeries {
  readonly storeId: string;
  /** Two to eight capitals, e.g. `JF`. */
  readonly prefix: string;
  /** `2026-11-21`. */
  readonly businessDate: string;
}

const DIGITS = 4;

/** `JF20261121-0001`; from the ten-thousandth of a day on it simply grows longer. */
export function documentNumber({ prefix, businessDate }: Omit<NumberSeries, 'storeId'>, sequence: number): string {
  if (!/^[A-Z]{2,8}$/.test(prefix)) throw new Error(`document prefix: ${prefix}`);
  return `${prefix}${businessDate.replaceAll('-', '')}-${String(sequence).padStart(DIGITS, '0')}`;
}

/** Takes the next sequence of a day inside the unit: a unit that fails gives its number back. */
export async function nextSequence(tx: Tx, { storeId, prefix, businessDate }: NumberSeries): Promise<number> {
  const row = await tx.one<{ lastSequence: number }>(
    'INSERT INTO document_counter (store_id, prefix, business_date, last_sequence) VALUES (?, ?, ?, 1) ' +
      'ON CONFLICT (store_id, prefix, business_date) DO UPDATE SET last_sequence = document_counter.last_sequence + 1 ' +
      'RETURNING last_sequence',
    [storeId, prefix, businessDate],
  );
  if (!row) throw new Error('the document counter gave no number');
  return row.lastSequence;
}

export interface NumberGap extends NumberSeries {
  readonly documents: number;
  readonly highest: number;
  readonly counter: number;
}

/**
 * Series of a day whose numbers have a gap or whose counter disagrees with the papers; empty when all is well.
 * Part of `verify`.
 */
export function findNumberGaps(db: SqlReads): Promise<NumberGap[]> {
  return db.rows<NumberGap>(
    'SELECT store_id, prefix, business_date, max(documents) AS documents, max(highest) AS highest, max(counter) AS counter FROM (' +
      'SELECT store_id, prefix, business_date, count(*) AS documents, max(sequence) AS highest, 0 AS counter ' +
      'FROM document GROUP BY store_id, prefix, business_date UNION ALL ' +
      'SELECT store_id, prefix, business_date, 0, 0, last_sequence FROM document_counter) AS series ' +
      'GROUP BY store_id, prefix, business_date ' +
      'HAVING max(documents) <> max(highest) OR max(highest) <> max(counter) ' +
      'ORDER BY store_id, prefix, business_date',
  );
}

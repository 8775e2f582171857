import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../cards/card-lookup.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import { maskCardNo } from '../members/rules/masks.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import type { ImportError } from '../platform/files/import-reader.js';
import {
  chunksOf,
  type Findings,
  finding,
  type ImportFigures,
  type ImportKind,
  type ImportPlace,
  type LinedRow,
} from './import-kind.js';
import { ImportValue } from './import-value.entity.js';
import { OpeningClaims } from './opening-claims.js';
import { type ValueRow, valuesImport } from './values-import.js';

type Lined = LinedRow<ValueRow>;

/** Money on cards of the old system; it waits for Finance. The members and their cards come first, by their own list. */
@Injectable()
export class ValuesImportKind implements ImportKind<ValueRow> {
  readonly name = 'VALUES';
  readonly definition = valuesImport;

  constructor(
    private readonly cards: CardLookup,
    private readonly claims: OpeningClaims,
  ) {}

  async inspect(db: SqlReads, place: ImportPlace, rows: readonly Lined[]): Promise<Findings> {
    const known = new Map<string, boolean>();
    for (const chunk of chunksOf(rows)) {
      const found = await db.rows<{ cardNo: string; holds: number }>(
        `SELECT c.card_no, CASE WHEN v.batch_id IS NULL THEN 0 ELSE 1 END AS holds
         FROM card c LEFT JOIN import_claim v ON v.membership_id = c.membership_id AND v.kind = 'VALUES'
           AND v.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'WITHDRAWN')
         WHERE c.state = 'ACTIVE' AND c.card_no IN ${placeholders(chunk.length)}`,
        chunk.map(({ row }) => row.cardNo),
      );
      for (const { cardNo, holds } of found) known.set(cardNo, holds === 1);
    }
    const fault = ({ line, row }: Lined, code: string, column = 'cardNo') =>
      finding(this.definition, { line, column, code, value: maskCardNo(row.cardNo) });
    const errors: ImportError[] = rows.flatMap((lined) => {
      const holds = known.get(lined.row.cardNo);
      if (holds === undefined) return [fault(lined, 'import.value.unknownCard')];
      if (holds) return [fault(lined, 'import.value.already')];
      return lined.row.paidOn > place.businessDate ? [fault(lined, 'import.date.future', 'paidOn')] : [];
    });
    return { errors, warnings: [] };
  }

  preview({ cardNo, principalFen, bonusFen, paidOn, invoicedBefore }: ValueRow): readonly string[] {
    return [maskCardNo(cardNo), formatYuan(principalFen), formatYuan(bonusFen), paidOn, invoicedBefore ? '是' : '否'];
  }

  async take(tx: Tx, _place: ImportPlace, row: ValueRow, batchId: string): Promise<ImportFigures> {
    const { cardNo, invoicedBefore, ...value } = row;
    const holder = await this.cards.byNumber(tx, cardNo);
    if (!holder) throw new DomainError('import.value.unknownCard');
    const { membershipId, cardId } = holder;
    // the check of the file is long ago: another copy of it may have come in since
    if (!(await this.claims.take(tx, { kind: 'VALUES', membershipId, batchId })))
      throw new DomainError('import.value.already');
    await tx.insert(ImportValue, {
      ...value,
      batchId,
      membershipId,
      cardId,
      id: uuidv7(),
      invoicedBefore: invoicedBefore ? 1 : 0,
      at: tx.now,
    });
    return { lots: 1, invoicedLots: invoicedBefore ? 1 : 0 };
  }
}

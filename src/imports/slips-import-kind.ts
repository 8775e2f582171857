import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { dateTime, money } from '../platform/views/format.js';
import { chargedFen, type SlipContent } from '../slips/rules/slip-content.js';
import { Slips } from '../slips/slips.js';
import {
  type Findings,
  finding,
  type ImportFigures,
  type ImportKind,
  type ImportPlace,
  type LinedRow,
} from './import-kind.js';
import { slipsImport } from './slips-import.js';

/** Consumption slips from a till's list; one that is known already stays as it is, a different one is listed as a conflict. */
@Injectable()
export class SlipsImportKind implements ImportKind<SlipContent> {
  readonly name = 'SLIPS';
  readonly definition = slipsImport;

  constructor(private readonly slips: Slips) {}

  async inspect(_db: SqlReads, { now }: ImportPlace, rows: readonly LinedRow<SlipContent>[]): Promise<Findings> {
    const first = new Map<string, number>();
    const errors = rows.flatMap(({ line, row }) => {
      const faults = [];
      const seen = first.get(row.slipNo);
      if (seen === undefined) first.set(row.slipNo, line);
      else
        faults.push(
          finding(slipsImport, {
            line,
            column: 'slipNo',
            code: 'import.twice',
            params: { line: seen },
            value: row.slipNo,
          }),
        );
      if (row.settledAt !== null && row.settledAt > now) {
        faults.push(
          finding(slipsImport, {
            line,
            column: 'settledAt',
            code: 'import.date.future',
            value: dateTime(row.settledAt),
          }),
        );
      }
      return faults;
    });
    return { errors, warnings: [] };
  }

  preview(row: SlipContent): readonly string[] {
    const settled = row.settledAt === null ? '' : dateTime(row.settledAt);
    return [row.slipNo, row.roomNo, row.visitNo ?? '', settled, money(chargedFen(row))];
  }

  async take(tx: Tx, _place: ImportPlace, row: SlipContent): Promise<ImportFigures> {
    const { arrival } = await this.slips.receive(tx, row, 'IMPORT');
    return {
      slips: 1,
      new: arrival === 'NEW' ? 1 : 0,
      same: arrival === 'SAME' ? 1 : 0,
      newer: arrival === 'NEWER' ? 1 : 0,
      conflicts: arrival === 'CONFLICT' ? 1 : 0,
    };
  }
}

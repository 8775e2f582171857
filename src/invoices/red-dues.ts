import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { PolicyService } from '../venue/policy.service.js';
import { InvoiceRedDue } from './invoice-red-due.entity.js';
import { InvoiceSources } from './sources/invoice-sources.js';

export interface RedDueRow {
  readonly slipId: string;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly overFen: number;
  readonly since: number;
  /** The last invoice that stands on the slip: where it is taken back. */
  readonly invoiceId: string;
}

/** 待红冲 (invariant a): what was invoiced beyond what a slip is worth now stands on a list until it is void or red. */
@Injectable()
export class RedDues {
  constructor(
    private readonly sources: InvoiceSources,
    private readonly policies: PolicyService,
  ) {}

  /** After the slip or its invoices changed, in the unit of the change. */
  async refresh(tx: Tx, slipId: string): Promise<void> {
    const { storeId, businessDate } = tx.command;
    const { invoices } = await this.policies.current(tx, storeId, businessDate ?? calendarDate(tx.now));
    const refs = (['SLIP', 'ACCOUNT'] as const).map((kind) => ({ kind, id: slipId }));
    const parts = await this.sources.all(tx, storeId, refs, invoices);
    const overFen = parts.reduce((sum, { money }) => sum + money.overFen, 0);
    if (overFen === 0) {
      await tx.run('DELETE FROM invoice_red_due WHERE slip_id = ?', [slipId]);
      return;
    }
    const known = await tx.run('UPDATE invoice_red_due SET over_fen = ? WHERE slip_id = ?', [overFen, slipId]);
    if (known === 0) await tx.insert(InvoiceRedDue, { slipId, storeId, overFen, since: tx.now });
  }

  /** Of a store, oldest first. */
  open(db: SqlReads, storeId: string): Promise<RedDueRow[]> {
    return db.rows<RedDueRow>(
      `SELECT r.slip_id, s.slip_no, s.room_no, r.over_fen, r.since, c.holder_id AS invoice_id FROM invoice_red_due r JOIN slip s ON s.id = r.slip_id
       JOIN slip_claim c ON c.slip_id = s.id AND c.kind = 'invoice' AND c.released = '' WHERE r.store_id = ? ORDER BY r.since, r.slip_id`,
      [storeId],
    );
  }
}

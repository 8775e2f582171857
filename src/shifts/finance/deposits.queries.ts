import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import { limitsOf } from '../../platform/views/leaf.js';

/** Cash that Finance brought to the bank. */
export interface DepositRow {
  readonly id: string;
  readonly number: string;
  readonly amountFen: number;
  readonly documentId: string;
  readonly documentNo: string;
  readonly byName: string;
  readonly at: number;
  readonly bags: number;
  /** 冲正: the deposit that this row takes back; its amount is below zero. */
  readonly undoes: number;
  /** Whether it was taken back itself. */
  readonly undone: number;
}

/** One deposit, and what took it back. */
export interface KeptDeposit extends Pick<
  DepositRow,
  'number' | 'amountFen' | 'documentId' | 'documentNo' | 'byName' | 'at'
> {
  readonly reason: string | null;
  readonly undoneById: string | null;
  readonly undoneNo: string | null;
}

/** 解款: what went to the bank, and what took it back. */
@Injectable()
export class DepositsQueries {
  constructor(private readonly reader: Reader) {}

  /** What went to the bank within an interval (milliseconds), and what was taken back then, newest first. */
  ofMonth(storeId: string, from: number, until: number, skip = 0): Promise<DepositRow[]> {
    return this.reader.rows<DepositRow>(
      `SELECT r.id, r.number, r.amount_fen, r.document_id, d.number AS document_no, s.name AS by_name, r.at, r.undoes, r.undone,
         (SELECT count(DISTINCT t.from_account_id) FROM ledger_transfer t WHERE t.document_id = r.posted_by) AS bags
       FROM (SELECT b.id, b.store_id, b.number, b.amount_fen, b.document_id, b.document_id AS posted_by, b.by_id, b.at, 0 AS undoes,
               CASE WHEN u.document_id IS NULL THEN 0 ELSE 1 END AS undone
             FROM bank_deposit b LEFT JOIN undone_paper u ON u.document_id = b.document_id
             UNION ALL SELECT b.id, b.store_id, b.number, -b.amount_fen, u.undone_by_id, b.document_id, u.by_id, u.at, 1, 0
             FROM bank_deposit b JOIN undone_paper u ON u.document_id = b.document_id) r
       JOIN document d ON d.id = r.document_id JOIN staff s ON s.id = r.by_id
       WHERE r.store_id = ? AND r.at >= ? AND r.at < ? ORDER BY r.at DESC, r.undoes DESC, r.id LIMIT ? OFFSET ?`,
      [storeId, from, until, ...limitsOf(skip)],
    );
  }

  /** A deposit of this store. Throws `page.notFound`. */
  async of(storeId: string, id: string): Promise<KeptDeposit> {
    const row = await this.reader.one<KeptDeposit>(
      `SELECT b.number, b.amount_fen, b.at, s.name AS by_name, b.document_id, d.number AS document_no, u.reason, u.undone_by_id,
         v.number AS undone_no
       FROM bank_deposit b JOIN document d ON d.id = b.document_id JOIN staff s ON s.id = b.by_id
       LEFT JOIN undone_paper u ON u.document_id = b.document_id LEFT JOIN document v ON v.id = u.undone_by_id
       WHERE b.id = ? AND b.store_id = ?`,
      [id, storeId],
    );
    if (!row) throw new DomainError('page.notFound');
    return row;
  }
}

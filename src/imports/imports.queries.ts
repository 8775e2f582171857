import { Injectable } from '@nestjs/common';
import type { GuestMatter } from '../members/erasure-terms.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { money, points } from '../platform/views/format.js';
import type { ImportError } from '../platform/files/import-reader.js';
import type { ImportFigures, ImportKindName } from './import-kind.js';

export type ImportState = 'CHECKED' | 'DONE' | 'FAILED' | 'DISCARDED' | 'WITHDRAWN';

export interface BatchRow {
  readonly id: string;
  readonly storeId: string;
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly state: ImportState;
  readonly rowCount: number;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly findings: { readonly errors: readonly ImportError[]; readonly warnings: readonly ImportError[] };
  readonly preview: readonly (readonly string[])[];
  readonly result: ImportFigures | null;
  readonly byId: string;
  readonly byName: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  /** Null as long as Finance has not signed. */
  readonly signature: {
    readonly documentId: string;
    readonly documentNo: string;
    readonly byName: string;
    readonly at: number;
  } | null;
}

interface StoredRow extends Omit<BatchRow, 'findings' | 'preview' | 'result' | 'signature'> {
  findings: string;
  preview: string;
  result: string | null;
  documentId: string | null;
  documentNo: string | null;
  signedName: string | null;
  signedAt: number | null;
}

const ROW =
  'SELECT b.id, b.store_id, b.kind, b.file_name, b.state, b.row_count, b.error_count, b.warning_count, b.findings, b.preview, b.result, ' +
  "b.by_id, COALESCE(p.name, '') AS by_name, b.created_at, b.finished_at, " +
  's.document_id, d.number AS document_no, f.name AS signed_name, s.signed_at FROM import_batch b LEFT JOIN staff p ON p.id = b.by_id ' +
  'LEFT JOIN import_signature s ON s.batch_id = b.id LEFT JOIN document d ON d.id = s.document_id LEFT JOIN staff f ON f.id = s.signed_by';

/** Files that were handed in, always of one store. */
@Injectable()
export class ImportsQueries {
  /** Newest first. */
  async recent(db: SqlReads, storeId: string): Promise<BatchRow[]> {
    const rows = await db.rows<StoredRow>(`${ROW} WHERE b.store_id = ? ORDER BY b.created_at DESC LIMIT 50`, [storeId]);
    return rows.map(batchOf);
  }

  async find(db: SqlReads, storeId: string, id: string): Promise<BatchRow | undefined> {
    const row = await db.one<StoredRow>(`${ROW} WHERE b.store_id = ? AND b.id = ?`, [storeId, id]);
    return row && batchOf(row);
  }

  async openingTotals(db: SqlReads, batchId: string): Promise<{ members: number; points: number }> {
    const row = await db.one<{ members: number; points: number }>(
      'SELECT COUNT(*) AS members, COALESCE(SUM(points), 0) AS points FROM import_opening WHERE batch_id = ?',
      [batchId],
    );
    return row ?? { members: 0, points: 0 };
  }

  /** What a member brings from before and Finance has not signed for: it counts from then on. */
  async unsignedOf(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const row = await db.one<{ points: number; fen: number }>(
      `SELECT (SELECT COALESCE(SUM(o.points), 0) FROM import_opening o JOIN import_batch b ON b.id = o.batch_id
           WHERE o.membership_id = m.id AND b.state = 'DONE'
           AND NOT EXISTS (SELECT 1 FROM import_signature s WHERE s.batch_id = o.batch_id)) AS points,
         (SELECT COALESCE(SUM(v.principal_fen + v.bonus_fen), 0) FROM import_value v JOIN import_batch b ON b.id = v.batch_id
           WHERE v.membership_id = m.id AND b.state = 'DONE'
           AND NOT EXISTS (SELECT 1 FROM import_value_signature s WHERE s.batch_id = v.batch_id)) AS fen
       FROM membership m WHERE m.id = ?`,
      [membershipId],
    );
    if (!row || (row.points === 0 && row.fen === 0)) return [];
    const params = { points: points(row.points), amount: money(row.fen) };
    return [{ params, key: 'members.erase.open.opening', href: '/imports' }];
  }
}

function batchOf({
  findings,
  preview,
  result,
  documentId,
  documentNo,
  signedName,
  signedAt,
  ...row
}: StoredRow): BatchRow {
  const signature =
    documentId === null || signedAt === null
      ? null
      : { documentId, documentNo: documentNo ?? '', byName: signedName ?? '', at: signedAt };
  return {
    ...row,
    signature,
    findings: JSON.parse(findings),
    preview: JSON.parse(preview),
    result: result === null ? null : JSON.parse(result),
  };
}

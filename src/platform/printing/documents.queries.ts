import { Injectable } from '@nestjs/common';
import { PersonVault } from '../crypto/person-vault.js';
import { Reader } from '../database/reader.js';
import { type CopySpec, copiesFromJson } from './copy-frame.js';
import { openBody } from './document-body.js';
import type { PrintJobState } from './print-job.entity.js';

export interface StoredDocument {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly storeId: string;
  readonly businessDate: string;
  readonly createdAt: number;
  /** Receipt markup as printed; null once the person on it has been erased. */
  readonly body: string | null;
  readonly copies: readonly CopySpec[];
  /** 0 as long as only the first print was made (or none). */
  readonly reprintCount: number;
}

export interface PrintedCopy {
  readonly copy: string;
  readonly reprint: number;
  readonly mark: string | null;
  readonly printedBy: string;
  readonly createdAt: number;
  /** Null when the browser printed. */
  readonly printerName: string | null;
  readonly state: PrintJobState | null;
  readonly lastError: string | null;
}

interface DocumentRow extends Omit<StoredDocument, 'body' | 'copies'> {
  readonly body: string;
  readonly bodyKeyPersonId: string | null;
  readonly copies: string;
}

/** Stored documents and the story of their printing. */
@Injectable()
export class DocumentsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly vault: PersonVault,
  ) {}

  /** A document of this store; undefined for another's. */
  async find(storeId: string, documentId: string): Promise<StoredDocument | undefined> {
    const row = await this.reader.one<DocumentRow>(
      'SELECT d.id, d.kind, d.number, d.store_id, d.business_date, d.created_at, d.body, d.body_key_person_id, d.copies, ' +
        '(SELECT coalesce(max(p.reprint), 0) FROM document_print p WHERE p.document_id = d.id) AS reprint_count ' +
        'FROM document d WHERE d.id = ? AND d.store_id = ?',
      [documentId, storeId],
    );
    if (!row) return undefined;
    const { body, bodyKeyPersonId, copies, ...rest } = row;
    return {
      ...rest,
      copies: copiesFromJson(copies),
      body: await openBody(this.reader, this.vault, { id: row.id, body, bodyKeyPersonId }),
    };
  }

  /** Every copy ever put on paper, oldest first. */
  prints(documentId: string): Promise<PrintedCopy[]> {
    return this.reader.rows<PrintedCopy>(
      'SELECT p.copy, p.reprint, p.mark, p.printed_by, p.created_at, r.name AS printer_name, j.state, j.last_error ' +
        'FROM document_print p LEFT JOIN printer r ON r.id = p.printer_id ' +
        'LEFT JOIN print_job j ON j.document_print_id = p.id WHERE p.document_id = ? ORDER BY p.reprint, p.id',
      [documentId],
    );
  }
}

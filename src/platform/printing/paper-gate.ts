import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../database/sql-reads.js';
import type { StoredDocument } from './documents.queries.js';

/** Throws the refusal when somebody may not read a paper yet. */
type PaperCheck = (db: SqlReads, document: Pick<StoredDocument, 'id'>, readerId: string) => Promise<void>;

/** Papers that tell what somebody has to find out unaided: the room that prints them says from when on they are shown. */
@Injectable()
export class PaperGate {
  private readonly checks = new Map<string, PaperCheck>();

  /** One check per kind of document. */
  register(kind: string, check: PaperCheck): void {
    this.checks.set(kind, check);
  }

  async assertReadable(db: SqlReads, document: Pick<StoredDocument, 'id' | 'kind'>, readerId: string): Promise<void> {
    await this.checks.get(document.kind)?.(db, document, readerId);
  }
}

import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../database/sql-reads.js';
import type { StoredDocument } from './documents.queries.js';

/** Who wants to read a paper, and which acts are theirs. */
export interface PaperReader {
  readonly id: string;
  readonly may: (act: string) => boolean;
}

/** Throws the refusal when somebody may not read a paper, or not yet. */
type PaperCheck = (db: SqlReads, document: Pick<StoredDocument, 'id'>, reader: PaperReader) => Promise<void>;

/**
 * Papers that tell what somebody has to find out unaided, or that carry a guest's signature: the room that prints them says to whom, and from
 * when on, they are shown.
 */
@Injectable()
export class PaperGate {
  private readonly checks = new Map<string, PaperCheck>();

  /** One check per kind of document. */
  register(kind: string, check: PaperCheck): void {
    this.checks.set(kind, check);
  }

  async assertReadable(
    db: SqlReads,
    document: Pick<StoredDocument, 'id' | 'kind'>,
    reader: PaperReader,
  ): Promise<void> {
    await this.checks.get(document.kind)?.(db, document, reader);
  }
}

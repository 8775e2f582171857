import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import type { DeskContext } from '../desk-context.js';
import type { Sentence } from './approvable-acts.js';

export interface UnsignedLine {
  readonly id: string;
  readonly kind: string;
  readonly businessDate: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly signerRoles: readonly string[];
  readonly documentId: string | null;
  readonly summary: Sentence;
  readonly createdAt: number;
}

type StoredLine = Omit<UnsignedLine, 'signerRoles' | 'summary'> & { signerRoles: string; summary: string };

const LONGEST = 200;

/** The list that a supervisor reads and signs. */
@Injectable()
export class SignaturesQueries {
  constructor(private readonly reader: Reader) {}

  /** Everything of this store that nobody has signed, oldest first. */
  async unsigned(desk: DeskContext): Promise<UnsignedLine[]> {
    const rows = await this.reader.rows<StoredLine>(
      'SELECT p.id, p.kind, p.business_date, p.actor_id, s.name AS actor_name, p.signer_roles, p.document_id, p.summary, ' +
        'p.created_at FROM open_signature o JOIN pending_signature p ON p.id = o.pending_signature_id ' +
        'JOIN staff s ON s.id = p.actor_id WHERE o.store_id = ? ORDER BY p.id LIMIT ?',
      [desk.store.id, LONGEST],
    );
    return rows.map(({ signerRoles, summary, ...row }) => {
      const sentence: Sentence = JSON.parse(summary);
      return { ...row, signerRoles: signerRoles.split(','), summary: sentence };
    });
  }

  async count(desk: DeskContext): Promise<number> {
    const row = await this.reader.one<{ n: number }>('SELECT count(*) AS n FROM open_signature WHERE store_id = ?', [
      desk.store.id,
    ]);
    return row?.n ?? 0;
  }
}

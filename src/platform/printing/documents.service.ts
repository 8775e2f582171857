import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { PersonVault } from '../crypto/person-vault.js';
import type { Tx } from '../database/tx.js';
import { type CopySpec, type ReprintMark, copiesFromJson, copiesToJson } from './copy-frame.js';
import { sealBody } from './document-body.js';
import { DocumentPrint } from './document-print.entity.js';
import { Document } from './document.entity.js';
import { documentNumber, nextSequence } from './document-number.js';
import { PrinterOutbox } from './printer-outbox.js';
import type { Receipt } from './receipt.js';

/** What a composer may put on the paper besides its own figures. */
export interface DocumentStamp {
  readonly number: string;
  /** Milliseconds. */
  readonly at: number;
}

export interface DocumentDraft {
  /** e.g. `points-confirmation`. */
  readonly kind: string;
  /** Capitals that start the number, e.g. `JF`; one numbering a store, prefix and business date. */
  readonly prefix: string;
  readonly copies: readonly CopySpec[];
  /** Whose data stands on it: the body is sealed under that person's key. */
  readonly personId: string | null;
  /** Network printer of the terminal; null when its browser prints (then `markPrinted` follows). */
  readonly printerId: string | null;
  /** Writes the body; called once its number is known. Pure: the unit may be run again. */
  readonly compose: (stamp: DocumentStamp) => Receipt;
}

export interface ReprintRequest {
  readonly printerId: string | null;
  /** Names of the copies; all of them when left out. */
  readonly copies?: readonly string[];
  /** The mark as it will stand on the paper, e.g. 「补打 2 · …」. */
  readonly mark: (reprint: number) => string;
}

/** Numbers, stores and prints documents. Everything here happens in the unit of the act that the paper proves. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly vault: PersonVault,
    private readonly outbox: PrinterOutbox,
  ) {}

  /** Numbers and stores one document of the command's store and business date, and queues its copies for printing. */
  async create(tx: Tx, draft: DocumentDraft): Promise<{ id: string; number: string }> {
    const { storeId, businessDate } = tx.command;
    if (businessDate === null) throw new Error(`${draft.kind}: a document belongs to a business date`);
    const series = { storeId, businessDate, prefix: draft.prefix };
    const copies = copiesToJson(draft.copies);
    const sequence = await nextSequence(tx, series);
    const id = uuidv7();
    const number = documentNumber(series, sequence);
    const body = draft.compose({ number, at: tx.now }).toMarkup();
    await tx.insert(Document, {
      ...series,
      id,
      number,
      sequence,
      copies,
      kind: draft.kind,
      body: await sealBody(tx, this.vault, { id, body, bodyKeyPersonId: draft.personId }),
      bodyKeyPersonId: draft.personId,
      createdAt: tx.now,
    });
    if (draft.printerId !== null)
      await this.print(tx, id, draft.copies, { printerId: draft.printerId, reprint: 0, mark: null });
    return { id, number };
  }

  /** The browser printed all copies for the first time. True when this was news; a second report changes nothing. */
  async markPrinted(tx: Tx, documentId: string): Promise<boolean> {
    const copies = await this.copiesOf(tx, documentId);
    if ((await lastReprint(tx, documentId)) !== null) return false;
    await this.print(tx, documentId, copies, { printerId: null, reprint: 0, mark: null });
    return true;
  }

  /**
   * Prints a stored document once more (补打), its number of reprints on the paper.
   * Throws `document.notFound` for another store's document, `document.copyUnknown`, `document.erased`.
   */
  async reprint(tx: Tx, documentId: string, request: ReprintRequest): Promise<{ reprint: number }> {
    const all = await this.copiesOf(tx, documentId);
    const wanted = request.copies ?? all.map((copy) => copy.name);
    const copies = wanted.map((name) => copyNamed(all, name));
    const reprint = ((await lastReprint(tx, documentId)) ?? 0) + 1;
    await this.print(tx, documentId, copies, { printerId: request.printerId, reprint, mark: request.mark(reprint) });
    return { reprint };
  }

  private async copiesOf(tx: Tx, documentId: string): Promise<CopySpec[]> {
    const document = await tx.one<{ copies: string; keyDestroyedAt: number | null }>(
      'SELECT d.copies, k.destroyed_at AS key_destroyed_at FROM document d ' +
        'LEFT JOIN person_key k ON k.person_id = d.body_key_person_id WHERE d.id = ? AND d.store_id = ?',
      [documentId, tx.command.storeId],
    );
    if (!document) throw new DomainError('document.notFound');
    if (document.keyDestroyedAt !== null) throw new DomainError('document.erased');
    return copiesFromJson(document.copies);
  }

  private async print(
    tx: Tx,
    documentId: string,
    copies: readonly CopySpec[],
    { printerId, reprint, mark }: { printerId: string | null; reprint: number; mark: ReprintMark },
  ): Promise<void> {
    for (const copy of copies) {
      const id = uuidv7();
      const { actorId: printedBy, terminalId } = tx.command;
      const print = {
        id,
        documentId,
        reprint,
        mark,
        printerId,
        printedBy,
        terminalId,
        copy: copy.name,
        createdAt: tx.now,
      };
      await tx.insert(DocumentPrint, print);
      if (printerId !== null) await this.outbox.enqueue(tx, { documentPrintId: id, printerId });
    }
  }
}

function copyNamed(copies: readonly CopySpec[], name: string): CopySpec {
  const copy = copies.find((candidate) => candidate.name === name);
  if (!copy) throw new DomainError('document.copyUnknown', { copy: name }, 'copies');
  return copy;
}

async function lastReprint(tx: Tx, documentId: string): Promise<number | null> {
  const row = await tx.one<{ last: number | null }>(
    'SELECT max(reprint) AS last FROM document_print WHERE document_id = ?',
    [documentId],
  );
  return row?.last ?? null;
}

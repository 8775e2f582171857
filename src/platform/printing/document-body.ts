import type { PersonVault } from '../crypto/person-vault.js';
import type { SqlReads } from '../database/sql-reads.js';

interface Body {
  /** Of the document: a sealed body opens nowhere else. */
  readonly id: string;
  readonly body: string;
  readonly bodyKeyPersonId: string | null;
}

/** The body as it is stored: under the person's key when there is a person on it. */
export async function sealBody(db: SqlReads, vault: PersonVault, { id, body, bodyKeyPersonId }: Body): Promise<string> {
  return bodyKeyPersonId === null ? body : vault.seal(db, bodyKeyPersonId, `document:${id}`, body);
}

/** The body as printed; null once the person on it has been erased. */
export async function openBody(
  db: SqlReads,
  vault: PersonVault,
  { id, body, bodyKeyPersonId }: Body,
): Promise<string | null> {
  return bodyKeyPersonId === null ? body : vault.open(db, bodyKeyPersonId, `document:${id}`, body);
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { ImportFile } from './import-file.entity.js';

/** The file between preview and confirmation: sealed under a key of its own, which is destroyed with it. */
@Injectable()
export class ImportFiles {
  constructor(private readonly vault: PersonVault) {}

  async keep(tx: Tx, batchId: string, bytes: Buffer): Promise<void> {
    await this.vault.create(tx, batchId);
    const sealedContent = await this.vault.seal(tx, batchId, placeOf(batchId), bytes.toString('base64'));
    await tx.insert(ImportFile, { batchId, sealedContent });
  }

  /** Throws `import.notWaiting` when the file is gone. */
  async open(db: SqlReads, batchId: string): Promise<Buffer> {
    const row = await db.one<{ sealedContent: string }>('SELECT sealed_content FROM import_file WHERE batch_id = ?', [
      batchId,
    ]);
    const text = row && (await this.vault.open(db, batchId, placeOf(batchId), row.sealedContent));
    if (text === undefined || text === null) throw new DomainError('import.notWaiting');
    return Buffer.from(text, 'base64');
  }

  /** Nothing of the file can be read afterwards, in no backup either. */
  async destroy(tx: Tx, batchId: string): Promise<void> {
    await tx.run('DELETE FROM import_file WHERE batch_id = ?', [batchId]);
    await this.vault.destroy(tx, batchId);
  }
}

const placeOf = (batchId: string): string => `import_file.content:${batchId}`;

import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';

/** One file at a time speaks for a member's money of before: the primary key of the claim says so, whoever confirms beside whom. */
@Injectable()
export class ValueClaims {
  /** In the unit that takes a line in; further lines of the same file are the same claim. Throws `import.value.already`. */
  async take(tx: Tx, membershipId: string, batchId: string): Promise<void> {
    const claim = [membershipId, batchId];
    await tx.run(
      'INSERT INTO import_value_claim (membership_id, batch_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
      claim,
    );
    const ours = await tx.one('SELECT 1 FROM import_value_claim WHERE membership_id = ? AND batch_id = ?', claim);
    if (!ours) throw new DomainError('import.value.already');
  }

  async release(tx: Tx, batchId: string): Promise<void> {
    await tx.run('DELETE FROM import_value_claim WHERE batch_id = ?', [batchId]);
  }
}

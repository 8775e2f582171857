import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';

interface Claim {
  readonly kind: 'POINTS' | 'VALUES';
  readonly membershipId: string;
  readonly batchId: string;
}

/** One file at a time speaks for a member's points, and one for the money, of before: the primary key of the claim says so, whoever confirms beside whom. */
@Injectable()
export class OpeningClaims {
  /** In the unit that takes a line in; further lines of the same file are the same claim. False when another file, not withdrawn, speaks for the member. */
  async take(tx: Tx, { kind, membershipId, batchId }: Claim): Promise<boolean> {
    const taken = await tx.run(
      `INSERT INTO import_claim (membership_id, kind, batch_id) VALUES (?, ?, ?)
       ON CONFLICT (membership_id, kind) DO UPDATE SET batch_id = excluded.batch_id
       WHERE import_claim.batch_id = excluded.batch_id
         OR import_claim.batch_id IN (SELECT id FROM import_batch WHERE state = 'WITHDRAWN')`,
      [membershipId, kind, batchId],
    );
    return taken === 1;
  }

  /** Of these cards those whose members came with a list whose points were withdrawn, and the membership of each. */
  async withdrawnPoints(db: SqlReads, cardNos: readonly string[]): Promise<Map<string, string>> {
    const rows = await db.rows<{ cardNo: string; membershipId: string }>(
      `SELECT c.card_no, m.id AS membership_id FROM card c JOIN membership m ON m.id = c.membership_id AND m.closed_at IS NULL
       JOIN import_claim k ON k.membership_id = m.id AND k.kind = 'POINTS'
       JOIN import_batch b ON b.id = k.batch_id AND b.state = 'WITHDRAWN' WHERE c.card_no IN ${placeholders(cardNos.length)}`,
      cardNos,
    );
    return new Map(rows.map(({ cardNo, membershipId }) => [cardNo, membershipId]));
  }
}

import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { residuesDue } from './refund/residue-back.js';
import { ReturnPapers } from './return-papers.js';
import type { SpendRow } from './spend-rows.js';
import type { Spender } from './spend-value.js';
import { residueTransfers } from './value-accounts.js';

/**
 * A spend that a refund deducted at more than it had cost comes back: so does what the refund kept because of it, to the lot, with its own paper.
 * Where no card serves any more it waits there for the next refund; it never stays with the house.
 */
@Injectable()
export class ReturnResidue {
  constructor(
    private readonly ledger: Ledger,
    private readonly papers: ReturnPapers,
  ) {}

  async after(tx: Tx, spend: SpendRow, lotIds: readonly string[], hand: Spender): Promise<void> {
    const due = await residuesDue(tx, lotIds);
    if (due.length === 0) return;
    const changeFen = due.reduce((sum, { fen }) => sum + fen, 0);
    const paper = await this.papers.write(tx, { kind: 'residue', spend, changeFen, reason: null, hand });
    const transfers = residueTransfers(spend.membershipId, due);
    await this.ledger.post(tx, { kind: 'prepaid.residueReturned', documentId: paper.id, transfers });
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { type LotPart, type LotState, splitFrom, standingOf } from './rules/lot-split.js';
import { SpendPart } from './spend-part.entity.js';
import { SpendReturnPart } from './spend-return-part.entity.js';
import { SpendReturn } from './spend-return.entity.js';
import type { PostedPart } from './spend-rows.js';
import { withTransfers } from './spend-value.js';
import type { SoldLot } from './lot-writer.js';
import { returnTransfers, spentTransfers } from './value-accounts.js';

type LotUse = PostedPart & { readonly spendId: string };

/** What was spent from a wrong lot is taken out of it and put on the right one, spend by spend, in the order they were made. */
@Injectable()
export class RepostSpends {
  constructor(private readonly ledger: Ledger) {}

  async takeOut(tx: Tx, lotId: string, uses: readonly LotUse[], documentId: string): Promise<void> {
    for (const use of uses) {
      if (standingOf(use) === 0) continue;
      const back = standingPart(use);
      const owner = await ownerOf(tx, use.spendId);
      const transfers = returnTransfers(owner, [back], [use]);
      await this.ledger.post(tx, { kind: 'prepaid.corrected', documentId, transfers });
      const { principalFen, bonusFen, listFen } = back;
      const id = uuidv7();
      await tx.insert(SpendReturn, {
        id,
        documentId,
        principalFen,
        bonusFen,
        listFen,
        spendId: use.spendId,
        cause: 'CORRECTION',
        amountFen: principalFen + bonusFen,
        refId: lotId,
        reason: null,
        byId: tx.command.actorId,
        at: tx.now,
      });
      await tx.insert(SpendReturnPart, { ...back, returnId: id });
    }
  }

  async putOn(
    tx: Tx,
    { lotId, principalFen, bonusFen, paidAt }: SoldLot & { readonly paidAt: number },
    uses: readonly LotUse[],
    documentId: string,
  ): Promise<void> {
    let lot: LotState = { lotId, paidAt, principalFen, bonusFen, principalLeft: principalFen, bonusLeft: bonusFen };
    for (const use of uses) {
      const fen = standingOf(use);
      if (fen === 0) continue;
      const part: LotPart = { ...splitFrom(lot, fen), listFen: standingPart(use).listFen };
      lot = {
        ...lot,
        principalLeft: lot.principalLeft - part.principalFen,
        bonusLeft: lot.bonusLeft - part.bonusFen,
      };
      const transfers = spentTransfers(await ownerOf(tx, use.spendId), [part]);
      const ids = await this.ledger.post(tx, { kind: 'prepaid.corrected', documentId, transfers });
      for (const posted of withTransfers([part], ids)) {
        await tx.insert(SpendPart, { ...posted, documentId, spendId: use.spendId });
      }
    }
  }
}

function standingPart(use: LotUse): LotPart {
  return {
    lotId: use.lotId,
    principalFen: use.principalFen - use.returnedPrincipalFen,
    bonusFen: use.bonusFen - use.returnedBonusFen,
    listFen: use.listFen - use.returnedListFen,
  };
}

async function ownerOf(tx: Tx, spendId: string): Promise<string> {
  const row = await tx.one<{ membershipId: string }>('SELECT membership_id FROM spend WHERE id = ?', [spendId]);
  if (!row) throw new Error('a part without its spend');
  return row.membershipId;
}

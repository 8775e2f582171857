import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { type LotPart, type LotState, splitFrom, standingOf } from './rules/lot-split.js';
import { SpendSlips } from './spend-slips.js';
import { SpendPart } from './spend-part.entity.js';
import { SpendReturnPart } from './spend-return-part.entity.js';
import { SpendReturn } from './spend-return.entity.js';
import type { PostedPart } from './spend-rows.js';
import { withTransfers } from './spend-value.js';
import type { SoldLot } from './lot-writer.js';
import { returnTransfers, spentTransfers } from './value-accounts.js';

type LotUse = PostedPart & { readonly spendId: string };

/** What was spent from a wrong lot is taken out of it and put on the right one, spend by spend, in the order they were made; their slips are told. */
@Injectable()
export class RepostSpends {
  constructor(
    private readonly ledger: Ledger,
    private readonly slips: SpendSlips,
  ) {}

  async takeOut(tx: Tx, lotId: string, uses: readonly LotUse[], documentId: string): Promise<void> {
    for (const use of uses) {
      if (standingOf(use) === 0) continue;
      const back = standingPart(use);
      const { membershipId } = await spendOf(tx, use.spendId);
      const transfers = returnTransfers(membershipId, [back], [use]);
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
      const was = standingPart(use);
      const part: LotPart = { ...splitFrom(lot, fen), listFen: was.listFen };
      lot = {
        ...lot,
        principalLeft: lot.principalLeft - part.principalFen,
        bonusLeft: lot.bonusLeft - part.bonusFen,
      };
      const { membershipId, ...paid } = await spendOf(tx, use.spendId);
      const transfers = spentTransfers(membershipId, [part]);
      const ids = await this.ledger.post(tx, { kind: 'prepaid.corrected', documentId, transfers });
      for (const posted of withTransfers([part], ids)) {
        await tx.insert(SpendPart, { ...posted, documentId, spendId: use.spendId });
      }
      const slipNo = (await this.slips.inForce(tx, paid.slipNo))?.slipNo ?? paid.slipNo;
      const told = { slipNo, businessDate: paid.businessDate, refId: use.spendId };
      await this.slips.tell(tx, { ...told, amountFen: 0, bonusFen: part.bonusFen - was.bonusFen, cause: 'REPOSTED' });
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

async function spendOf(tx: Tx, spendId: string) {
  const row = await tx.one<{ membershipId: string; slipNo: string; businessDate: string }>(
    'SELECT membership_id, slip_no, business_date FROM spend WHERE id = ?',
    [spendId],
  );
  if (!row) throw new Error('a part without its spend');
  return row;
}

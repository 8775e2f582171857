import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import type { SlipFollower, SlipRefunded } from '../slips/slip-followers.js';
import { storedValueOf } from '../slips/slip-stored-values.js';
import { Lots } from './lots.js';
import { ReturnPapers } from './return-papers.js';
import { ReturnResidue } from './return-residue.js';
import { type LotPart, planReturn } from './rules/lot-split.js';
import { SpendReturnPart } from './spend-return-part.entity.js';
import { SpendReturn } from './spend-return.entity.js';
import { SpendSlips } from './spend-slips.js';
import { partsOfSpend, type SpendRow, spendOfStore, spendsOnSlip } from './spend-rows.js';
import type { Spender } from './spend-value.js';
import { returnTransfers } from './value-accounts.js';

export interface Returned {
  readonly spendId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly amountFen: number;
  readonly balanceFen: number;
  readonly [figure: string]: string | number;
}

interface GoingBack {
  readonly spend: SpendRow;
  readonly amountFen: number;
  readonly cause: 'UNDO' | 'REFUND';
  readonly refId: string | null;
  readonly reason: string | null;
}

/** Spent value goes back to the lots it came from, never as cash (facts 1.2, goodsReturn). */
@Injectable()
export class ReturnSpend implements SlipFollower {
  constructor(
    private readonly lots: Lots,
    private readonly slips: SpendSlips,
    private readonly ledger: Ledger,
    private readonly residues: ReturnResidue,
    private readonly papers: ReturnPapers,
  ) {}

  /**
   * Takes a whole spend back, as long as the till has not settled the slip with it: after that the till refunds, and this follows.
   * Throws `page.notFound`, `storedValue.return.done | slipSettled | pointsStand`, `text.required` beside `reason`.
   */
  async undo(tx: Tx, spendId: string, typedReason: string, hand: Spender): Promise<Returned> {
    const reason = cleanText(typedReason, { max: 200, required: true, field: 'reason' });
    const spend = await spendOfStore(tx, tx.command.storeId, spendId);
    if (!spend) throw new DomainError('page.notFound');
    const amountFen = spend.amountFen - spend.returnedFen;
    if (amountFen === 0) throw new DomainError('storedValue.return.done');
    const slipNo = await this.slips.assertTakesBack(tx, spend.slipNo);
    return this.giveBack(tx, { spend, amountFen, reason, cause: 'UNDO', refId: null }, hand, slipNo);
  }

  /** The till has refunded a slip that a card paid: what it paid back in stored value goes to the lots, the last spend first. */
  async refunded(tx: Tx, { slipNo, refundId, tenders }: SlipRefunded): Promise<void> {
    let open = storedValueOf(tenders);
    if (open === 0) return;
    const spends = await spendsOnSlip(tx, tx.command.storeId, await this.firstNumber(tx, slipNo));
    for (const spend of spends) {
      const amountFen = Math.min(open, spend.amountFen - spend.returnedFen);
      if (amountFen <= 0) continue;
      await this.giveBack(tx, { spend, amountFen, cause: 'REFUND', refId: refundId, reason: null }, NOBODY, slipNo);
      open -= amountFen;
    }
  }

  /** A bill that was settled again under another number was paid under the first. */
  private async firstNumber(tx: Tx, slipNo: string): Promise<string> {
    let number = slipNo;
    for (let step = 0; step < MOST_NUMBERS; step += 1) {
      const before = await tx.one<{ slipNo: string }>(
        'SELECT o.slip_no FROM slip s JOIN slip o ON o.id = s.replaces_id WHERE s.store_id = ? AND s.slip_no = ?',
        [tx.command.storeId, number],
      );
      const own = await tx.one('SELECT id FROM spend WHERE store_id = ? AND slip_no = ? LIMIT 1', [
        tx.command.storeId,
        number,
      ]);
      if (own || !before) return number;
      number = before.slipNo;
    }
    return number;
  }

  private async giveBack(tx: Tx, back: GoingBack, hand: Spender, slipNo: string): Promise<Returned> {
    const { spend, amountFen, cause, reason } = back;
    const parts = await partsOfSpend(tx, spend.id);
    const plan = planReturn(parts, amountFen);
    const paper = await this.papers.write(tx, { kind: 'returned', spend, changeFen: amountFen, reason, hand });
    const transfers = returnTransfers(spend.membershipId, plan, parts);
    await this.ledger.post(tx, { kind: 'prepaid.spendReturned', documentId: paper.id, transfers });
    const { id: refId, bonusFen } = await this.record(tx, back, plan, paper.id);
    const lotIds = plan.map(({ lotId }) => lotId);
    await this.residues.after(tx, spend, lotIds, hand);
    await this.slips.tell(tx, {
      slipNo,
      refId,
      businessDate: spend.businessDate,
      amountFen: 0 - amountFen,
      bonusFen: 0 - bonusFen,
      cause: cause === 'UNDO' ? 'UNDONE' : 'RETURNED',
    });
    const after = await this.lots.balance(tx, spend.membershipId);
    return {
      amountFen,
      spendId: spend.id,
      documentId: paper.id,
      documentNo: paper.number,
      balanceFen: after.principalFen + after.bonusFen,
    };
  }

  private async record(
    tx: Tx,
    { spend, amountFen, cause, refId, reason }: GoingBack,
    plan: readonly LotPart[],
    documentId: string,
  ): Promise<{ id: string; bonusFen: number }> {
    const [principalFen, bonusFen, listFen] = sums(plan);
    const id = uuidv7();
    const figures = { amountFen, principalFen, bonusFen, listFen };
    const { actorId: byId } = tx.command;
    const spendId = spend.id;
    await tx.insert(SpendReturn, { ...figures, id, cause, refId, reason, spendId, documentId, byId, at: tx.now });
    for (const part of plan) await tx.insert(SpendReturnPart, { ...part, returnId: id });
    return { id, bonusFen };
  }
}

const NOBODY: Spender = { name: '—', printerId: null };
/** A bill is not settled again more often than this. */
const MOST_NUMBERS = 20;

function sums(parts: readonly LotPart[]): [principalFen: number, bonusFen: number, listFen: number] {
  const sum = (of: (part: LotPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  return [sum((part) => part.principalFen), sum((part) => part.bonusFen), sum((part) => part.listFen)];
}

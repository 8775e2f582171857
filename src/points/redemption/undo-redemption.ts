import { Injectable } from '@nestjs/common';
import { CardLookup } from '../../cards/card-lookup.js';
import { giftAccounts, piecesOf } from '../../gifts/gift-accounts.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger, type TransferDraft } from '../../ledger/ledger.js';
import type { Tx } from '../../platform/database/tx.js';
import { PolicyService } from '../../venue/policy.service.js';
import { PointsOf } from '../points-of.js';
import type { Handler } from './redeem-gift.js';
import { RedemptionPaper } from './redemption-paper.js';
import { RedemptionSteps } from './redemption-steps.js';
import { type RedemptionRow, RedemptionsQueries } from './redemptions.queries.js';
import { undoPlan, type UndoPlan } from './rules/undo-plan.js';

interface MovedRow {
  readonly id: string;
  readonly unit: string;
  readonly amount: number;
  readonly part: string;
}

export interface UndoDone {
  readonly [figure: string]: string | number;
  readonly redemptionId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly points: number;
}

/** Takes a redemption back: points to their lots, pieces to where they came from, with a paper of its own. */
@Injectable()
export class UndoRedemption {
  constructor(
    private readonly redemptions: RedemptionsQueries,
    private readonly cards: CardLookup,
    private readonly points: PointsOf,
    private readonly policies: PolicyService,
    private readonly ledger: Ledger,
    private readonly paper: RedemptionPaper,
    private readonly steps: RedemptionSteps,
  ) {}

  /** Throws `page.notFound`, `redemption.undone`, `text.required` beside `reason`. */
  async undo(tx: Tx, redemptionId: string, typedReason: string, handler: Handler): Promise<UndoDone> {
    const reason = cleanText(typedReason, { max: 200, required: true, field: 'reason' });
    const redemption = await this.redemptions.find(tx, tx.command.storeId, redemptionId);
    const holder = redemption && (await this.cards.byMembership(tx, redemption.membershipId));
    if (!redemption || !holder) throw new DomainError('page.notFound');
    if (redemption.undoneAt !== null) throw new DomainError('redemption.undone');
    const { balance, debtPoints } = await this.points.standing(tx, redemption.membershipId);
    const { id: documentId, number: documentNo } = await this.paper.write(tx, {
      kind: 'undone',
      holder,
      giftName: redemption.nameZh,
      pieces: redemption.quantity,
      figures: { before: balance, change: redemption.points },
      original: redemption.documentNo,
      reason,
      clerkName: handler.name,
      printerId: handler.printerId,
    });
    await this.giveBack(tx, redemption, documentId, debtPoints);
    await this.steps.add(tx, redemption, { kind: 'UNDONE', pieces: redemption.quantity, reason, documentId });
    if (isOwed(redemption)) await this.steps.settleOwed(tx, redemption.id);
    return { redemptionId, documentId, documentNo, points: redemption.points };
  }

  private async giveBack(tx: Tx, redemption: RedemptionRow, documentId: string, debtPoints: number): Promise<void> {
    const moved = await movedBy(tx, redemption.documentId);
    const plan = await this.planOf(tx, moved, debtPoints);
    const pieces = await this.piecesBack(tx, redemption, moved);
    const mirrored = [...plan.mirrored, ...pieces.mirrored];
    const transfers = [...plan.others.map((back) => pointsBack(redemption.membershipId, back)), ...pieces.others];
    await this.ledger.reverse(tx, mirrored, { kind: 'gift.redemptionUndone', documentId });
    if (transfers.length > 0) await this.ledger.post(tx, { kind: 'gift.redemptionUndone', documentId, transfers });
  }

  private async planOf(tx: Tx, moved: readonly MovedRow[], debtPoints: number): Promise<UndoPlan> {
    const { storeId, businessDate } = tx.command;
    const today = businessDate ?? '';
    const { minRestoreDays } = (await this.policies.current(tx, storeId, today)).points;
    const spent = moved
      .filter(({ unit }) => unit === 'POINT')
      .map(({ id, amount, part }) => ({ transferId: id, expiresOn: part, points: amount }));
    return undoPlan(spent, { today, minDays: minRestoreDays, debtPoints });
  }

  /** Back to the activity they were set aside for; to the shelf once that activity is over. */
  private async piecesBack(
    tx: Tx,
    redemption: RedemptionRow,
    moved: readonly MovedRow[],
  ): Promise<{ mirrored: string[]; others: TransferDraft[] }> {
    const out = moved.find(({ unit }) => unit === piecesOf(redemption.itemId));
    if (!out) throw new Error('a redemption without pieces');
    const { storeId, activityId, itemId, quantity } = redemption;
    const activity = await tx.one<{ returnedAt: number | null }>('SELECT returned_at FROM gift_activity WHERE id = ?', [
      activityId,
    ]);
    const isOver = activity !== undefined && activity.returnedAt !== null;
    const collected = redemption.collectedAt !== null;
    if (!isOver && !collected) return { mirrored: [out.id], others: [] };
    const from = isOwed(redemption) ? giftAccounts.owed(storeId) : giftAccounts.given(storeId);
    const to = isOver ? giftAccounts.stock(storeId) : giftAccounts.setAside(activityId);
    return { mirrored: [], others: [{ unit: piecesOf(itemId), from, to, amount: quantity, relatesToId: out.id }] };
  }
}

export function isOwed({ later, collectedAt, undoneAt }: RedemptionRow): boolean {
  return later === 1 && collectedAt === null && undoneAt === null;
}

function pointsBack(owner: string, { transferId, points, expiresOn }: UndoPlan['others'][number]): TransferDraft {
  return {
    unit: 'POINT',
    from: { kind: 'points.redeemed', owner },
    to: expiresOn === null ? { kind: 'points.debt', owner } : { kind: 'points.lot', owner, part: expiresOn },
    amount: points,
    relatesToId: transferId,
  };
}

/** What the voucher moved, with the lot each transfer came from. */
function movedBy(tx: Tx, documentId: string): Promise<MovedRow[]> {
  return tx.rows<MovedRow>(
    'SELECT t.id, t.unit, t.amount, a.part FROM ledger_transfer t JOIN ledger_account a ON a.id = t.from_account_id ' +
      'WHERE t.document_id = ? ORDER BY t.id',
    [documentId],
  );
}

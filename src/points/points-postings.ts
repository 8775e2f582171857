import { Injectable } from '@nestjs/common';
import type { AccountRef } from '../ledger/chart-of-accounts.js';
import { Ledger, type TransferDraft } from '../ledger/ledger.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import type { PointsLot, PointsStanding } from './points-of.js';
import { returnPlan } from './rules/return-plan.js';
import { splitCredit, splitTakeBack } from './rules/take-back.js';

export interface CreditPosting {
  readonly membershipId: string;
  readonly documentId: string;
  readonly points: number;
  readonly expiresOn: string;
  readonly debtPoints: number;
}

export interface TakeBackPosting {
  readonly membershipId: string;
  readonly kind: 'points.takenBack' | 'points.creditUndone';
  readonly documentId: string;
  readonly points: number;
  readonly standing: PointsStanding;
  /** The documents whose credits are given back, the one at hand first. */
  readonly creditDocumentIds: readonly string[];
}

interface CreditRow {
  transferId: string;
  documentId: string;
  amount: number;
  returned: number;
  part: string;
}

/** Turns points given and taken into transfers of the ledger. */
@Injectable()
export class PointsPostings {
  constructor(private readonly ledger: Ledger) {}

  /** New points repay a debt first; the rest goes to the lot of its last day. Posts nothing for no points. */
  async credit(tx: Tx, { membershipId, documentId, points, expiresOn, debtPoints }: CreditPosting): Promise<void> {
    const from = { kind: 'points.issued', owner: membershipId } as const;
    const transfers = creditTransfers({ from, membershipId, points, expiresOn, debtPoints });
    if (transfers.length > 0) await this.ledger.post(tx, { kind: 'points.credited', documentId, transfers });
  }

  /**
   * Takes points back from the lots they were credited to, then from the member's other lots; what is spent already becomes debt. An undo of an
   * untouched credit is its exact mirror.
   */
  async takeBack(tx: Tx, posting: TakeBackPosting): Promise<void> {
    const { kind, documentId, points } = posting;
    if (points === 0) return;
    const credits = await this.creditsOf(tx, posting.creditDocumentIds);
    const own = credits.filter((credit) => credit.documentId === posting.creditDocumentIds[0]);
    if (isMirror(posting, own)) {
      await this.ledger.reverse(
        tx,
        own.map(({ transferId }) => transferId),
        { kind, documentId },
      );
      return;
    }
    const split = splitTakeBack(points, ownLotsFirst(posting.standing.lots, credits));
    const left = credits.map(({ transferId, amount, returned }) => ({ transferId, left: amount - returned }));
    const transfers = returnPlan(split, left).map(({ lotId, points: amount, relatesToId }) => ({
      unit: 'POINT' as const,
      from: accountFor(posting.membershipId, lotId),
      to: { kind: 'points.takenBack', owner: posting.membershipId } as const,
      amount,
      relatesToId,
    }));
    await this.ledger.post(tx, { kind, documentId, transfers });
  }

  /** Credits of these documents in their order, with what was given back against each. */
  private async creditsOf(tx: Tx, documentIds: readonly string[]): Promise<CreditRow[]> {
    const rows = await tx.rows<CreditRow>(
      `SELECT t.id AS transfer_id, t.document_id, t.amount, a.part,
         (SELECT COALESCE(SUM(r.amount), 0) FROM ledger_transfer r WHERE r.relates_to_id = t.id)
         + (SELECT COALESCE(SUM(r.amount), 0) FROM ledger_transfer r WHERE r.reverses_id = t.id) AS returned
       FROM ledger_transfer t JOIN ledger_account a ON a.id = t.to_account_id
       WHERE t.kind = 'points.credited' AND t.document_id IN ${placeholders(documentIds.length)} ORDER BY t.id`,
      documentIds,
    );
    return rows.toSorted((a, b) => documentIds.indexOf(a.documentId) - documentIds.indexOf(b.documentId));
  }
}

/** Points that come to a member from anywhere repay a debt first; the rest goes to the lot of its last day. */
export function creditTransfers({
  from,
  membershipId,
  points,
  expiresOn,
  debtPoints,
}: Omit<CreditPosting, 'documentId'> & { readonly from: AccountRef }): TransferDraft[] {
  const { repays, keeps } = splitCredit(points, debtPoints);
  const parts = [
    { amount: keeps, to: { kind: 'points.lot', owner: membershipId, part: expiresOn } as const },
    { amount: repays, to: { kind: 'points.debt', owner: membershipId } as const },
  ].filter(({ amount }) => amount > 0);
  return parts.map(({ amount, to }) => ({ unit: 'POINT', from, to, amount }));
}

/** The whole of one untouched credit whose points are all still there. */
function isMirror({ kind, points, standing }: TakeBackPosting, credits: readonly CreditRow[]): boolean {
  if (kind !== 'points.creditUndone') return false;
  const untouched = credits.every(({ returned }) => returned === 0);
  const whole = credits.reduce((sum, { amount }) => sum + amount, 0) === points;
  const held = credits.every(
    ({ part, amount }) =>
      part === '' || standing.lots.some(({ lotId, points: left }) => lotId === part && left >= amount),
  );
  return untouched && whole && held;
}

function ownLotsFirst(lots: readonly PointsLot[], credits: readonly CreditRow[]): PointsLot[] {
  const own = new Set(credits.map(({ part }) => part));
  return [...lots.filter(({ lotId }) => own.has(lotId)), ...lots.filter(({ lotId }) => !own.has(lotId))];
}

function accountFor(owner: string, lotId: string | null) {
  return lotId === null
    ? ({ kind: 'points.debt', owner } as const)
    : ({ kind: 'points.lot', owner, part: lotId } as const);
}

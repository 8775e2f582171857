import type { AccountRef } from '../ledger/chart-of-accounts.js';
import type { TransferDraft } from '../ledger/ledger.js';
import { FEE_TENDERS } from '../cards/rules/card-fee.js';
import type { LotPart } from './rules/lot-split.js';
import type { TenderPart } from './rules/tender-mix.js';

type Value = Pick<LotPart, 'lotId' | 'principalFen' | 'bonusFen'>;

export const principalOf = (owner: string, lotId: string): AccountRef => ({
  kind: 'prepaid.principal',
  owner,
  part: lotId,
});
export const bonusOf = (owner: string, lotId: string): AccountRef => ({ kind: 'prepaid.bonus', owner, part: lotId });

/** Value comes into a lot: paid and given. */
export function soldTransfers(owner: string, { lotId, principalFen, bonusFen }: Value): TransferDraft[] {
  return [
    move({ kind: 'prepaid.sold', owner }, principalOf(owner, lotId), principalFen),
    move({ kind: 'prepaid.granted', owner }, bonusOf(owner, lotId), bonusFen),
  ].flat();
}

/** Money comes in beside it: `till` owns the accounts that take it. */
export function takenTransfers(storeId: string, till: string, tenders: readonly TenderPart[]): TransferDraft[] {
  return tenders.flatMap(({ kind, amountFen }) =>
    move({ kind: 'prepaid.takings', owner: storeId }, { kind: FEE_TENDERS[kind], owner: till }, amountFen),
  );
}

/** Value is spent. */
export function spentTransfers(owner: string, parts: readonly Value[]): TransferDraft[] {
  return parts.flatMap(({ lotId, principalFen, bonusFen }) => [
    ...move(principalOf(owner, lotId), { kind: 'prepaid.spent', owner }, principalFen),
    ...move(bonusOf(owner, lotId), { kind: 'prepaid.bonusSpent', owner }, bonusFen),
  ]);
}

function move(from: AccountRef, to: AccountRef, amount: number): TransferDraft[] {
  return amount === 0 ? [] : [{ unit: 'FEN', from, to, amount }];
}

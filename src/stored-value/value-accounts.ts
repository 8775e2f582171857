import type { AccountRef } from '../ledger/chart-of-accounts.js';
import type { TransferDraft } from '../ledger/ledger.js';
import type { ResidueBack } from './refund/residue-back.js';
import type { LotPart } from './rules/lot-split.js';
import type { RightTenders } from './rules/right-tenders.js';
import type { TenderPart } from './rules/tender-mix.js';
import { TENDERS } from '../venue/rules/tender-kinds.js';

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
    move({ kind: 'prepaid.takings', owner: storeId }, { kind: TENDERS[kind].till, owner: till }, amountFen),
  );
}

/** Money of a corrected top-up: below zero back to the guest, against the transfer that brought it where that is known. */
export function changeTransfer(
  storeId: string,
  till: string,
  { kind, fen, transferId }: RightTenders['changes'][number],
): TransferDraft {
  const takings: AccountRef = { kind: 'prepaid.takings', owner: storeId };
  const drawer: AccountRef = { kind: TENDERS[kind].till, owner: till };
  if (fen > 0) return { unit: 'FEN', from: takings, to: drawer, amount: fen };
  const draft: TransferDraft = { unit: 'FEN', from: drawer, to: takings, amount: 0 - fen };
  return transferId === null ? draft : { ...draft, relatesToId: transferId };
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

/** The transfers of a part that was spent. */
export interface PartTransfers {
  readonly lotId: string;
  readonly principalTransferId: string | null;
  readonly bonusTransferId: string | null;
}

/** Spent value goes back to its lots; each transfer points to the one it gives back, which it can never exceed. */
export function returnTransfers(
  owner: string,
  plan: readonly Value[],
  parts: readonly PartTransfers[],
): TransferDraft[] {
  return plan.flatMap(({ lotId, principalFen, bonusFen }) => {
    const part = parts.find((each) => each.lotId === lotId);
    return [
      ...back({ kind: 'prepaid.spent', owner }, principalOf(owner, lotId), principalFen, part?.principalTransferId),
      ...back({ kind: 'prepaid.bonusSpent', owner }, bonusOf(owner, lotId), bonusFen, part?.bonusTransferId),
    ];
  });
}

/** 退卡差额 goes back to the lots it was kept of; each transfer points to the one that kept it. */
export function residueTransfers(owner: string, due: readonly ResidueBack[]): TransferDraft[] {
  return due.flatMap(({ lotId, fen, transferId }) =>
    back({ kind: 'prepaid.residue', owner }, principalOf(owner, lotId), fen, transferId),
  );
}

function back(from: AccountRef, to: AccountRef, amount: number, original: string | null | undefined): TransferDraft[] {
  const [draft] = move(from, to, amount);
  if (!draft) return [];
  return [original ? { ...draft, relatesToId: original } : draft];
}

import { uuidv7 } from 'uuidv7';
import type { AccountRef } from '../ledger/chart-of-accounts.js';
import type { Ledger, TransferDraft } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { CashBag } from './cash-bag.entity.js';
import { drawerHolds } from './drawer-float.js';
import type { SheetRow } from './handover-sheets.js';
import { tenderDifferences } from './rules/bag-lines.js';
import { floatAtMost, SHIFT_POSTINGS } from './rules/drawer-equation.js';
import type { ShiftRow } from './shift-rows.js';

/** Over and short are two accounts of the shift; what was counted is what the drawer holds from here on. */
export async function postDifference(
  ledger: Ledger,
  tx: Tx,
  { id }: ShiftRow,
  { overFen, shortFen, documentId }: SheetRow,
): Promise<void> {
  const drawer: AccountRef = { kind: 'cash.drawer', owner: id };
  if (overFen > 0) {
    const from: AccountRef = { kind: 'cash.over', owner: id };
    await ledger.post(tx, {
      documentId,
      kind: SHIFT_POSTINGS.countedOver,
      transfers: [{ unit: 'FEN', from, to: drawer, amount: overFen }],
    });
  }
  if (shortFen > 0) {
    const to: AccountRef = { kind: 'cash.short', owner: id };
    await ledger.post(tx, {
      documentId,
      kind: SHIFT_POSTINGS.countedShort,
      transfers: [{ unit: 'FEN', from: drawer, to, amount: shortFen }],
    });
  }
}

/** The acquirer's word against ours, each tender to its own over or short; what the account holds from here on is the acquirer's. */
export async function postTenderDifferences(
  ledger: Ledger,
  tx: Tx,
  { id: owner }: ShiftRow,
  { tenders, documentId }: SheetRow,
): Promise<void> {
  for (const { kind, overFen, shortFen } of tenderDifferences(tenders)) {
    const till: AccountRef = { kind, owner };
    const [posting, transfer]: [string, TransferDraft] =
      overFen > 0
        ? [
            SHIFT_POSTINGS.acquirerOver,
            { unit: 'FEN', from: { kind: 'tender.over', owner, part: kind }, to: till, amount: overFen },
          ]
        : [
            SHIFT_POSTINGS.acquirerShort,
            { unit: 'FEN', from: till, to: { kind: 'tender.short', owner, part: kind }, amount: shortFen },
          ];
    await ledger.post(tx, { documentId, kind: posting, transfers: [transfer] });
  }
}

/** What stays after the float was passed on goes into the bag, the rest of the float apart; its id, or null when there is nothing to put in. */
export async function fillBag(
  ledger: Ledger,
  tx: Tx,
  shift: ShiftRow,
  sheet: SheetRow,
  passedFen: number,
): Promise<string | null> {
  const amount = sheet.countedFen - passedFen;
  if (amount === 0) return null;
  const id = uuidv7();
  const { storeId, businessDate, clerkId } = shift;
  const held = await drawerHolds(tx, shift.id);
  const floatFen = floatAtMost(held.floatFen - passedFen, amount);
  const row = {
    id,
    storeId,
    businessDate,
    clerkId,
    shiftId: shift.id,
    source: 'SHIFT',
    state: 'IN_HAND',
    number: null,
  };
  const waiting = { dueDate: null, receivedFen: null, receivedAt: null, depositId: null };
  await tx.insert(CashBag, { ...row, ...waiting, floatFen, takingsFen: amount - floatFen, createdAt: tx.now });
  const from: AccountRef = { kind: 'cash.drawer', owner: shift.id };
  const to: AccountRef = { kind: 'cash.bag', owner: storeId, part: id };
  await ledger.post(tx, {
    kind: SHIFT_POSTINGS.bagged,
    documentId: sheet.documentId,
    transfers: [{ unit: 'FEN', from, to, amount }],
  });
  return id;
}

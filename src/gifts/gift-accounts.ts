import type { AccountRef, Unit } from '../ledger/chart-of-accounts.js';

/** Pieces of one gift are a unit of their own in the ledger. */
export const piecesOf = (itemId: string): Unit => `GIFT:${itemId}`;

/** Where pieces lie: on the store's shelf, set aside for an activity, promised to a guest, or gone. */
export const giftAccounts = {
  supplier: (storeId: string): AccountRef => ({ kind: 'gift.supplier', owner: storeId }),
  stock: (storeId: string): AccountRef => ({ kind: 'gift.stock', owner: storeId }),
  setAside: (activityId: string): AccountRef => ({ kind: 'gift.setAside', owner: activityId }),
  owed: (storeId: string): AccountRef => ({ kind: 'gift.owed', owner: storeId }),
  given: (storeId: string): AccountRef => ({ kind: 'gift.given', owner: storeId }),
  broken: (storeId: string): AccountRef => ({ kind: 'gift.broken', owner: storeId }),
  counted: (storeId: string): AccountRef => ({ kind: 'gift.counted', owner: storeId }),
} as const;

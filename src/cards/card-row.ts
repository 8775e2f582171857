import type { CardState } from './rules/card-life.js';

/** A card as its row stands. */
export interface CardRow {
  readonly id: string;
  readonly cardNo: string;
  readonly state: CardState;
  readonly kindCode: string;
  readonly storeId: string;
  readonly membershipId: string | null;
  readonly validUntil: string | null;
  readonly frozenReason: string | null;
  readonly lostAt: number | null;
  readonly holderId: string | null;
}

export const CARD_ROW =
  'SELECT id, card_no, state, kind_code, store_id, membership_id, valid_until, frozen_reason, lost_at, holder_id FROM card';

/** A card that nothing has happened to. */
export const BLANK = {
  state: 'STOCK',
  membershipId: null,
  validUntil: null,
  frozenAt: null,
  frozenReason: null,
  lostAt: null,
  successorId: null,
  holderId: null,
  batchId: null,
} as const;

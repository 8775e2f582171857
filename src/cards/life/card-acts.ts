import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../platform/database/tx.js';
import { CardAct } from './card-act.entity.js';

/** What may be done with a card beside its steps. */
export const CARD_ACTS = [
  'ACTIVATE',
  'SELL',
  'FREEZE',
  'UNFREEZE',
  'LOSS',
  'FOUND',
  'REPLACE',
  'EXCHANGE',
  'HAND_OVER',
  'TAKE_BACK',
  'TRANSFER',
  'RENEW',
  'EXPIRE',
  'END',
  'MOVE',
  'SPOIL',
] as const;
export type CardActKind = (typeof CARD_ACTS)[number];

export interface CardActDraft {
  readonly kind: CardActKind;
  readonly cardId: string;
  readonly otherCardId?: string | null;
  readonly membershipId?: string | null;
  readonly documentId?: string | null;
  readonly reason?: string | null;
  /** In the clerk's words, without personal data. */
  readonly note?: string | null;
  readonly proof?: string | null;
  readonly feeFen?: number;
  readonly tender?: string | null;
}

/** Keeps one act with a card; its second signature, if any, is the command's. */
export async function recordCardAct(tx: Tx, { feeFen = 0, ...draft }: CardActDraft): Promise<string> {
  const id = uuidv7();
  const { storeId, businessDate, actorId: byId, coSigners = [] } = tx.command;
  await tx.insert(CardAct, {
    id,
    storeId,
    otherCardId: null,
    membershipId: null,
    documentId: null,
    reason: null,
    note: null,
    proof: null,
    tender: null,
    ...draft,
    feeFen,
    coSignerId: coSigners[0]?.staffId ?? null,
    businessDate,
    at: tx.now,
    byId,
  });
  return id;
}

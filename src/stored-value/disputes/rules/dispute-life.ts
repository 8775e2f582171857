import { defineTransitions } from '../../../kernel/transitions.js';

export type DisputeState = 'OPEN' | 'IN_HAND' | 'FOUND' | 'MADE_GOOD' | 'NOT_RECEIVED';
export type DisputeAction = 'reply' | 'find' | 'makeGood' | 'refute';

/** 001-53: a dispute stays with the desk until it is answered: found, made good, or never received. */
export const disputeLife = defineTransitions<DisputeState, DisputeAction>({
  name: 'dispute',
  initial: 'OPEN',
  final: ['FOUND', 'MADE_GOOD', 'NOT_RECEIVED'],
  rows: [
    ['OPEN', 'reply', 'IN_HAND'],
    ['OPEN', 'find', 'FOUND'],
    ['OPEN', 'makeGood', 'MADE_GOOD'],
    ['OPEN', 'refute', 'NOT_RECEIVED'],
    ['IN_HAND', 'reply', 'IN_HAND'],
    ['IN_HAND', 'find', 'FOUND'],
    ['IN_HAND', 'makeGood', 'MADE_GOOD'],
    ['IN_HAND', 'refute', 'NOT_RECEIVED'],
  ],
});

export const DISPUTE_ACTIONS = ['reply', 'find', 'makeGood', 'refute'] as const;

/** 001-49: the first answer is due within three minutes. */
export const FIRST_REPLY_MS = 3 * 60_000;

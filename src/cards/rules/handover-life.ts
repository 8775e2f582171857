import { defineTransitions } from '../../kernel/transitions.js';

export type HandoverState = 'DUE' | 'OWED' | 'DONE' | 'WITHDRAWN' | 'RECALLED' | 'RETURNED';
export type HandoverAction = 'owe' | 'hand' | 'withdraw' | 'recall' | 'mark' | 'return';

/**
 * The card that goes with a tier. A membership that crosses the line is due a card; 欠卡 is a state of its own, because the guest will ask.
 * A tier that is taken back withdraws what was not handed over and recalls what was; a recalled card may stay with the guest, marked.
 */
export const handoverLife = defineTransitions<HandoverState, HandoverAction>({
  name: 'cardHandover',
  initial: 'DUE',
  final: ['DONE', 'WITHDRAWN', 'RETURNED'],
  rows: [
    ['DUE', 'owe', 'OWED'],
    ['DUE', 'hand', 'DONE'],
    ['OWED', 'hand', 'DONE'],
    ['DUE', 'withdraw', 'WITHDRAWN'],
    ['OWED', 'withdraw', 'WITHDRAWN'],
    ['DONE', 'recall', 'RECALLED'],
    ['RECALLED', 'mark', 'DONE'],
    ['RECALLED', 'return', 'RETURNED'],
  ],
});

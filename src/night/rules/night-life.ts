import { defineTransitions } from '../../kernel/transitions.js';

export type NightState = 'MATCHED' | 'SEALED' | 'BROKEN' | 'CLEARED' | 'ACCEPTED';
export type NightAction = 'match' | 'seal' | 'misread' | 'accept' | 'alarm' | 'clear';

/**
 * 日结封存 of one desk (003E-075…077). The last clerk holds receipts against copies and signs; the guard watches books,
 * receipts and valuables into the safe and the seal onto it; two people read the seal in the morning and so accept the
 * night (counter-practice H22). A seal that is broken, or read wrong twice, opens only through the manager.
 */
export const nightLife = defineTransitions<NightState, NightAction>({
  name: 'night',
  initial: 'MATCHED',
  final: ['ACCEPTED'],
  rows: [
    ['MATCHED', 'match', 'MATCHED'],
    ['MATCHED', 'seal', 'SEALED'],
    ['SEALED', 'misread', 'SEALED'],
    ['SEALED', 'accept', 'ACCEPTED'],
    ['SEALED', 'alarm', 'BROKEN'],
    ['BROKEN', 'clear', 'CLEARED'],
    ['CLEARED', 'accept', 'ACCEPTED'],
  ],
});

import { defineTransitions } from '../../kernel/transitions.js';

export type ShiftState = 'OPEN' | 'CUT' | 'COUNTED' | 'SIGNED' | 'REFUSED' | 'ACCEPTED' | 'CLOSED';
export type ShiftAction = 'cut' | 'count' | 'sign' | 'accept' | 'refuse' | 'settle';

/**
 * The life of a shift (003E-072, 002-22). F9 cuts the drawer at that second; whoever leaves counts and signs, whoever
 * takes over accepts with the own PIN or refuses with a reason; the shift is over when its bag is with Finance or sealed.
 * Nobody leaves without being relieved (000-17): only an accepted shift can be settled.
 */
export const shiftLife = defineTransitions<ShiftState, ShiftAction>({
  name: 'shift',
  initial: 'OPEN',
  final: ['CLOSED'],
  rows: [
    ['OPEN', 'cut', 'CUT'],
    ['CUT', 'count', 'COUNTED'],
    ['COUNTED', 'sign', 'SIGNED'],
    ['SIGNED', 'accept', 'ACCEPTED'],
    ['SIGNED', 'refuse', 'REFUSED'],
    ['REFUSED', 'count', 'COUNTED'],
    ['ACCEPTED', 'settle', 'CLOSED'],
  ],
});

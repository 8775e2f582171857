import { assertTransition, strayStates } from '../../kernel/transitions.js';
import { handoverLife } from './handover-life.js';

describe('the card that goes with a tier', () => {
  it('reaches every state and leaves each of them', () => {
    expect(strayStates(handoverLife)).toEqual({ unreachable: [], stuck: [] });
  });

  it('is handed over once, also after it was owed', () => {
    expect(assertTransition(handoverLife, 'OWED', 'hand')).toBe('DONE');
    expect(() => assertTransition(handoverLife, 'DONE', 'hand')).toThrow('cardHandover.transition');
    expect(() => assertTransition(handoverLife, 'WITHDRAWN', 'hand')).toThrow('cardHandover.transition');
  });

  it('is withdrawn before it was handed over and recalled afterwards', () => {
    expect(assertTransition(handoverLife, 'OWED', 'withdraw')).toBe('WITHDRAWN');
    expect(() => assertTransition(handoverLife, 'DONE', 'withdraw')).toThrow('cardHandover.transition');
    expect(assertTransition(handoverLife, 'DONE', 'recall')).toBe('RECALLED');
  });
});

import { actionsFrom, assertTransition, strayStates } from '../../kernel/transitions.js';
import { handoverLife, type HandoverState } from './handover-life.js';

describe('the card that goes with a tier', () => {
  it('reaches every state and leaves each of them', () => {
    expect(strayStates(handoverLife)).toEqual({ unreachable: [], stuck: [] });
  });

  const ways: Readonly<Record<HandoverState, string>> = {
    DUE: 'hand>DONE owe>OWED withdraw>WITHDRAWN',
    OWED: 'hand>DONE withdraw>WITHDRAWN',
    DONE: 'recall>RECALLED',
    RECALLED: 'mark>DONE return>RETURNED',
    WITHDRAWN: '',
    RETURNED: '',
  };

  it.each(Object.entries(ways) as [HandoverState, string][])(
    'goes from %s these ways and no other: %s',
    (state, allowed) => {
      const open = actionsFrom(handoverLife, state);
      const gone = open.map((action) => `${action}>${assertTransition(handoverLife, state, action)}`);
      expect(gone.toSorted().join(' ')).toBe(allowed);
      for (const [, action] of handoverLife.rows.filter(([, step]) => !open.includes(step)))
        expect(() => assertTransition(handoverLife, state, action)).toThrow('cardHandover.transition');
    },
  );
});

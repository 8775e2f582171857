import { actionsFrom, assertTransition, defineTransitions, strayStates } from './transitions.js';

const umbrella = defineTransitions({
  name: 'umbrella',
  initial: 'ON_RACK',
  final: ['WRITTEN_OFF'],
  rows: [
    ['ON_RACK', 'lend', 'LENT'],
    ['LENT', 'return', 'ON_RACK'],
    ['LENT', 'lose', 'WRITTEN_OFF'],
  ],
});

describe('a life cycle as a table', () => {
  test('a step that the table names leads on', () => {
    expect(assertTransition(umbrella, 'ON_RACK', 'lend')).toBe('LENT');
    expect(actionsFrom(umbrella, 'LENT')).toEqual(['return', 'lose']);
  });

  test('a step that it does not name is refused with state and step', () => {
    expect(() => assertTransition(umbrella, 'ON_RACK', 'return')).toThrow(
      expect.objectContaining({ code: 'umbrella.transition', params: { from: 'ON_RACK', action: 'return' } }),
    );
  });

  test('every state can be reached and left', () => {
    expect(strayStates(umbrella)).toEqual({ unreachable: [], stuck: [] });
  });

  test('an island and a dead end are found', () => {
    const broken = defineTransitions({
      name: 'broken',
      initial: 'A',
      final: ['Z'],
      rows: [
        ['A', 'go', 'TRAP'],
        ['A', 'end', 'Z'],
        ['ISLAND', 'go', 'Z'],
      ],
    });
    expect(strayStates(broken)).toEqual({ unreachable: ['ISLAND'], stuck: ['TRAP'] });
  });

  test('two outcomes of one step are a mistake of the table', () => {
    const rows = [
      ['A', 'go', 'B'],
      ['A', 'go', 'C'],
    ] as const;
    expect(() => defineTransitions({ name: 'twice', initial: 'A', final: ['B', 'C'], rows })).toThrow(/two rows/);
  });
});

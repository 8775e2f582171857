import { actionsFrom, assertTransition, strayStates } from '../../kernel/transitions.js';
import { assertThere, BEFORE_CUSTODY, holderOf, isKnownStep, itemLife, ON_HAND } from './item-life.js';

const states = [...new Set(itemLife.rows.flatMap(([from, , to]) => [from, to]))];
const refused = expect.objectContaining({ code: 'lost.item.transition' });

describe('the life of a found thing', () => {
  test('every state is reached, and from every state it leaves the house for good', () => {
    expect(strayStates(itemLife)).toEqual({ unreachable: [], stuck: [] });
  });

  test.each(itemLife.rows)('%s --%s--> %s', (from, action, to) => {
    expect(assertTransition(itemLife, from, action)).toBe(to);
  });

  test('no row leads to the house or the finder as owner: it goes back, to the police, or is destroyed', () => {
    expect(itemLife.final).toEqual(['CLAIMED', 'MAILED', 'POLICE', 'DISPOSED', 'WITHDRAWN']);
    for (const state of itemLife.final) expect(actionsFrom(itemLife, state)).toEqual([]);
  });

  test('a valuable that is not in the safe cannot go to the VIP centre, by mail or be destroyed', () => {
    for (const action of ['takeIntoCustody', 'mail', 'dispose', 'transfer'] as const) {
      expect(() => assertTransition(itemLife, 'AWAITING_SAFE', action)).toThrow(refused);
    }
    expect(assertTransition(itemLife, 'AWAITING_SAFE', 'putIntoSafe')).toBe('SAFE');
  });

  test('General Affairs gets it from the VIP centre alone', () => {
    const givers = states.filter((state) => actionsFrom(itemLife, state).includes('transfer'));
    expect(givers).toEqual(['VIP_CUSTODY']);
  });

  test('whoever keeps it can give it back: every state on hand takes a claim', () => {
    for (const state of ON_HAND) expect(assertTransition(itemLife, state, 'claim')).toBe('CLAIMED');
    expect(() => assertTransition(itemLife, 'EVIDENCE', 'claim')).toThrow(refused);
  });

  test('a mistaken entry is withdrawn before custody and never after', () => {
    expect(assertTransition(itemLife, 'REGISTERED', 'withdraw')).toBe('WITHDRAWN');
    expect(() => assertTransition(itemLife, 'VIP_CUSTODY', 'withdraw')).toThrow(refused);
  });

  test('what is not there can be missed in every hand, ends with nobody, and begins anew when it turns up', () => {
    for (const state of ON_HAND) {
      expect(assertTransition(itemLife, state, 'miss')).toBe(state);
      expect(assertTransition(itemLife, state, 'closeMissing')).toBe('MISSING');
    }
    expect(holderOf('MISSING')).toBe('NOBODY');
    expect(actionsFrom(itemLife, 'MISSING')).toEqual(['turnUp', 'turnUpValuable']);
  });

  test('a matter closed under the older rule is known in the books, and taken nowhere else', () => {
    const known = ON_HAND.filter((state) => isKnownStep(state, 'closeMissing', state));
    expect(known).toEqual(['SAFE', 'VIP_CUSTODY']);
    expect(isKnownStep('SAFE', 'closeMissing', 'MISSING')).toBe(true);
    expect(isKnownStep('SAFE', 'closeMissing', 'CLAIMED')).toBe(false);
  });

  test('nobody signs for what is not there, and nothing is closed that lies in its place', () => {
    const missed = { missing: 1, number: 'YW1' };
    const there = { missing: 0, number: 'YW1' };
    for (const action of ['takeIntoCustody', 'transfer', 'claim', 'mail', 'handToPolice', 'dispose', 'miss'] as const) {
      expect(() => assertThere(missed, action)).toThrow(expect.objectContaining({ code: 'lost.safe.missing' }));
      expect(() => assertThere(there, action)).not.toThrow();
    }
    for (const action of ['findAgain', 'closeMissing'] as const) {
      expect(() => assertThere(missed, action)).not.toThrow();
      expect(() => assertThere(there, action)).toThrow(expect.objectContaining({ code: 'lost.safe.notMissing' }));
    }
  });

  test('says who has it', () => {
    for (const state of BEFORE_CUSTODY) expect(holderOf(state)).toBe('DESK');
    expect(holderOf('VIP_CUSTODY')).toBe('VIP_CENTRE');
    expect(holderOf('GENERAL_AFFAIRS')).toBe('GENERAL_AFFAIRS');
    expect(holderOf('EVIDENCE')).toBe('POLICE');
    expect(holderOf('CLAIMED')).toBe('NOBODY');
  });
});

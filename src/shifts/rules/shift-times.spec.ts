import { strayStates } from '../../kernel/transitions.js';
import { shiftLife } from './shift-life.js';
import { isLatePosting, momentOf, overdueFrom, proposedTemplate, untilEnd } from './shift-times.js';

const at = (wall: string): number => Date.parse(`${wall}+08:00`);
const templates = [
  { code: 'A', from: '12:00', to: '19:00' },
  { code: 'B', from: '18:30', to: '02:00' },
];
const proposal = (wall: string): string => proposedTemplate(templates, at(wall), '06:00');

describe('which shift begins now', () => {
  test('at noon A, from 18:30 B, although A is still there until 19:00', () => {
    expect(proposal('2026-11-21T12:00')).toBe('A');
    expect(proposal('2026-11-21T18:29')).toBe('A');
    expect(proposal('2026-11-21T18:30')).toBe('B');
  });

  test('after midnight it is still the evening', () => {
    expect(proposal('2026-11-22T00:00')).toBe('B');
    expect(proposal('2026-11-22T05:59')).toBe('B');
  });

  test('at six in the morning a new day begins with A', () => {
    expect(proposal('2026-11-22T06:00')).toBe('A');
  });
});

describe('a shift that nobody closed', () => {
  test('is red from 08:00 of the next morning, not a minute earlier', () => {
    expect(overdueFrom('2026-11-21', '08:00')).toBe(at('2026-11-22T08:00'));
    expect(overdueFrom('2026-11-30', '08:00')).toBe(at('2026-12-01T08:00'));
  });

  test('what it posts after six is marked late', () => {
    expect(isLatePosting('2026-11-21', at('2026-11-22T05:59'), '06:00')).toBe(false);
    expect(isLatePosting('2026-11-21', at('2026-11-22T06:00'), '06:00')).toBe(true);
  });
});

describe('half an hour before the end', () => {
  const [a, b] = templates;
  test('A ends the same day, B the next morning', () => {
    expect(untilEnd(a!, '2026-11-21', at('2026-11-21T18:30'))).toBe(30 * 60_000);
    expect(untilEnd(b!, '2026-11-21', at('2026-11-21T23:00'))).toBe(3 * 3_600_000);
    expect(untilEnd(b!, '2026-11-21', at('2026-11-22T02:10'))).toBe(-10 * 60_000);
  });

  test('midnight is the first moment of the next date', () => {
    expect(momentOf(at('2026-11-22T00:00'))).toEqual({ date: '2026-11-22', time: '00:00' });
  });
});

test('every state of a shift can be reached and left', () => {
  expect(strayStates(shiftLife)).toEqual({ unreachable: [], stuck: [] });
});

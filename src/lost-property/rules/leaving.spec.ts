import { assertDisposable, isDueToPolice, isSpoilt } from './leaving.js';

const umbrella = { category: 'GENERAL', valuable: false, holdUntil: '2027-02-18' } as const;
const cake = { category: 'FOOD', valuable: false, holdUntil: '2026-11-21' } as const;
const phone = { category: 'VALUABLE', valuable: true, holdUntil: '2027-05-19' } as const;
const passport = { category: 'DOCUMENT', valuable: true, holdUntil: '2026-11-23' } as const;
const knife = { category: 'DANGEROUS', valuable: false, holdUntil: '2026-11-20' } as const;
const refused = (code: string) => expect.objectContaining({ code });

describe('destroying a thing', () => {
  test('a cake after its day, an umbrella after ninety', () => {
    expect(() => assertDisposable(cake, '2026-11-21')).not.toThrow();
    expect(() => assertDisposable(umbrella, '2027-02-18')).not.toThrow();
  });
  test('not a day earlier', () => {
    expect(() => assertDisposable(cake, '2026-11-20')).toThrow(refused('lost.dispose.early'));
    expect(() => assertDisposable(umbrella, '2027-02-17')).toThrow(refused('lost.dispose.early'));
  });
  test('never a valuable, never what only the police may have', () => {
    expect(() => assertDisposable(phone, '2030-01-01')).toThrow(refused('lost.dispose.valuable'));
    expect(() => assertDisposable(knife, '2030-01-01')).toThrow(refused('lost.dispose.police'));
  });
});

describe('the police', () => {
  test('get a knife at once, a passport after its days, an umbrella not', () => {
    expect(isDueToPolice(knife, '2026-11-20')).toBe(true);
    expect(isDueToPolice(passport, '2026-11-22')).toBe(false);
    expect(isDueToPolice(passport, '2026-11-23')).toBe(true);
    expect(isDueToPolice(umbrella, '2030-01-01')).toBe(false);
  });
});

test('the desk is told of food and medicine past their days, of nothing else', () => {
  expect([isSpoilt(cake, '2026-11-20'), isSpoilt(cake, '2026-11-21')]).toEqual([false, true]);
  for (const kept of [umbrella, phone, passport, knife]) expect(isSpoilt(kept, '2030-01-01')).toBe(false);
});

import { documentNumber } from './document-number.js';

describe('a document number', () => {
  it('says kind, business date and its place in the day', () => {
    expect(documentNumber({ prefix: 'JF', businessDate: '2026-11-21' }, 1)).toBe('JF20261121-0001');
  });

  it('grows beyond the ten-thousandth of a day instead of starting again', () => {
    expect(documentNumber({ prefix: 'JF', businessDate: '2026-11-21' }, 12_345)).toBe('JF20261121-12345');
  });

  it.each(['jf', 'J', 'JF-', "J'F", ''])('refuses the prefix %s', (prefix) => {
    expect(() => documentNumber({ prefix, businessDate: '2026-11-21' }, 1)).toThrow('document prefix');
  });
});

import { assertMissingNamed, pileOf, tickedMissing } from './copy-piles.js';

const refused = (missing: number, ticked: number) =>
  expect.objectContaining({ code: 'shifts.copies.tick', params: { missing, ticked }, field: 'line-merchantCopies' });

describe('merchant copies in the drawer (003E-005)', () => {
  it.each([
    ['points-confirmation', 'points'],
    ['redemption-owed', 'gifts'],
    ['birthday-slip', 'gifts'],
    ['top-up', 'value'],
    ['unit-top-up', 'value'],
    ['refund-paid', 'value'],
    ['card-enrolment', 'cards'],
    ['something-new', 'other'],
  ])('%s lies on the pile %s', (kind, pile) => {
    expect(pileOf(kind)).toBe(pile);
  });

  it('names every paper that is not there', () => {
    const copies = [{ documentId: 'a' }, { documentId: 'b' }];
    const ticked = tickedMissing(copies, { 'missing-b': '1', 'missing-c': '1' });
    expect(ticked).toEqual([{ documentId: 'b' }]);
    expect(() => assertMissingNamed(2, 1, ticked.length)).not.toThrow();
  });

  it('is refused while fewer or more papers are named than are missing', () => {
    expect(() => assertMissingNamed(3, 1, 1)).toThrow(refused(2, 1));
    expect(() => assertMissingNamed(3, 3, 1)).toThrow(refused(0, 1));
  });

  it('asks for no number when there is a copy too many, or nothing was to be counted', () => {
    expect(() => assertMissingNamed(3, 4, 0)).not.toThrow();
    expect(() => assertMissingNamed(0, null, 0)).not.toThrow();
  });
});

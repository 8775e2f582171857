import { type GiftClaim, giftStanding } from './gift-standing.js';

const claim: GiftClaim = {
  onDate: '2026-11-20',
  given: false,
  cardState: 'ACTIVE',
  cardFrozen: false,
  membershipClosed: false,
  twin: 'NONE',
  moved: false,
  lastGiftOn: null,
};
const standing = (change: Partial<GiftClaim>) => giftStanding({ ...claim, ...change }, 300);

describe('whether a birthday has a gift', () => {
  it('has one with a card that serves, and with a lost card too: the benefit is the person’s', () => {
    expect(standing({})).toBe('DUE');
    expect(standing({ cardState: 'LOST' })).toBe('DUE');
  });

  test.each([
    [{ given: true }, 'GIVEN'],
    [{ cardState: 'REFUNDED' }, 'CARD_ENDED'],
    [{ cardState: null }, 'CARD_ENDED'],
    [{ membershipClosed: true }, 'CARD_ENDED'],
    [{ cardFrozen: true }, 'CARD_FROZEN'],
    [{ moved: true }, 'MOVED'],
    [{ moved: true, given: true }, 'GIVEN'],
    [{ twin: 'OPEN' }, 'TWIN_OPEN'],
    [{ twin: 'SAME' }, 'TWIN_SAME'],
    [{ twin: 'DIFFERENT' }, 'DUE'],
  ] as const)('%j is %s', (change, expected) => expect(standing(change)).toBe(expected));

  it('is 300 days after the last, so a changed date or calendar brings no second gift', () => {
    expect(standing({ lastGiftOn: '2026-01-25' })).toBe('TOO_SOON');
    expect(standing({ lastGiftOn: '2026-01-24' })).toBe('DUE');
    expect(standing({ lastGiftOn: '2025-11-20' })).toBe('DUE');
  });

  it('comes twice in a solar year that holds two lunar birthdays: 354 days lie between them', () => {
    expect(standing({ onDate: '2024-12-20', lastGiftOn: '2024-01-01' })).toBe('DUE');
  });
});

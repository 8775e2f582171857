import { isOffered, priceOfRedemption } from './redemption-limits.js';

const cup = { startsOn: '2026-11-01', endsOn: '2026-11-30', pointsPrice: 100, perDay: 2, inTotal: 5 };
const unused = { takenToday: 0, takenInTotal: 0, stockLeft: 50 };
const TODAY = '2026-11-21';
const refused = (code: string, params: object = {}) => expect.objectContaining({ code, params });

describe('the days of an activity', () => {
  test.each([
    ['2026-10-31', false],
    ['2026-11-01', true],
    ['2026-11-30', true],
    ['2026-12-01', false],
  ])('on %s the cup is offered: %s', (date, offered) => {
    expect(isOffered(cup, date)).toBe(offered);
  });

  test('before and after, a redemption is refused with the date', () => {
    expect(() => priceOfRedemption(cup, unused, 1, '2026-10-31')).toThrow(
      refused('gifts.notYet', { from: '2026-11-01' }),
    );
    expect(() => priceOfRedemption(cup, unused, 1, '2026-12-01')).toThrow(
      refused('gifts.ended', { until: '2026-11-30' }),
    );
  });
});

describe('how many a member may take', () => {
  test('two cups cost twice the points', () => {
    expect(priceOfRedemption(cup, unused, 2, TODAY)).toBe(200);
  });

  test('a third one today is refused and says how many are left', () => {
    const one = { ...unused, takenToday: 1, takenInTotal: 1 };
    expect(priceOfRedemption(cup, one, 1, TODAY)).toBe(100);
    expect(() => priceOfRedemption(cup, one, 2, TODAY)).toThrow(refused('gifts.limit.day', { limit: 2, left: 1 }));
  });

  test('a sixth one in the activity is refused', () => {
    expect(priceOfRedemption(cup, { ...unused, takenInTotal: 4 }, 1, TODAY)).toBe(100);
    expect(() => priceOfRedemption(cup, { ...unused, takenInTotal: 5 }, 1, TODAY)).toThrow(
      refused('gifts.limit.total', { limit: 5, left: 0 }),
    );
  });

  test('without limits the stock set aside is the limit', () => {
    const open = { ...cup, perDay: null, inTotal: null };
    expect(priceOfRedemption(open, unused, 50, TODAY)).toBe(5000);
    expect(() => priceOfRedemption(open, unused, 51, TODAY)).toThrow(
      refused('gifts.stock.short', { need: 51, have: 50 }),
    );
    expect(() => priceOfRedemption(open, { ...unused, stockLeft: 0 }, 1, TODAY)).toThrow('gifts.stock.short');
  });

  test.each([0, -1, 0.5, NaN])('a quantity of %d is none', (quantity) => {
    expect(() => priceOfRedemption(cup, unused, quantity, TODAY)).toThrow(refused('gifts.quantity'));
  });
});

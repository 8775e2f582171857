import { DEFAULT_CARD_POLICY, type TierMeasure } from '../../venue/rules/card-policy.js';
import { earnedTier, isHigher, tierGoodUntil } from './tier-rule.js';

const none = { topUpFen: 0, cumulativeFen: 0, balanceFen: 0 };
const vipBy = (by: TierMeasure) => ({
  tiers: { ...DEFAULT_CARD_POLICY.tiers, VIP: { by, thresholdFen: 300_000 } },
});

describe('the tier a top-up earns (003E-009, 090, 092)', () => {
  it.each([
    ['SINGLE', 'topUpFen'],
    ['CUMULATIVE', 'cumulativeFen'],
    ['BALANCE', 'balanceFen'],
  ] as const)('by %s is exact at 2,999.99, 3,000.00 and 3,000.01', (by, figure) => {
    expect(earnedTier(vipBy(by), { ...none, [figure]: 299_999 })).toBeNull();
    expect(earnedTier(vipBy(by), { ...none, [figure]: 300_000 })).toEqual({
      tier: 'VIP',
      by,
      figureFen: 300_000,
      thresholdFen: 300_000,
    });
    expect(earnedTier(vipBy(by), { ...none, [figure]: 300_001 })?.figureFen).toBe(300_001);
  });

  it('looks at its own figure only: much money in small sums is no single top-up', () => {
    expect(earnedTier(vipBy('SINGLE'), { topUpFen: 100_000, cumulativeFen: 999_999, balanceFen: 400_000 })).toBeNull();
  });

  it('is gold where gold is reached too', () => {
    const figures = { topUpFen: 300_000, cumulativeFen: 1_000_000, balanceFen: 300_000 };
    expect(earnedTier(DEFAULT_CARD_POLICY, figures)?.tier).toBe('GOLD');
    expect(earnedTier(DEFAULT_CARD_POLICY, { ...figures, cumulativeFen: 999_999 })?.tier).toBe('VIP');
  });

  it('knows which tier is above which', () => {
    expect(isHigher('GOLD', 'VIP')).toBe(true);
    expect(isHigher('VIP', 'VIP')).toBe(false);
    expect(isHigher('ORDINARY', 'VIP')).toBe(false);
  });

  it('ends on a date where the house says so, and never where it does not', () => {
    expect(tierGoodUntil({ tierMonths: 12 }, '2028-02-29')).toBe('2029-02-28');
    expect(tierGoodUntil({ tierMonths: null }, '2026-11-20')).toBeNull();
  });
});

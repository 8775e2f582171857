import { DEFAULT_CARD_POLICY, type TierMeasure } from '../../venue/rules/card-policy.js';
import { earnedTier, isHigher, kindForTier, stillEarned, tierGoodUntil } from './tier-rule.js';

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

  it('stays by the money that still stands when one top-up is taken back, and rests on its paper', () => {
    const paid = (documentId: string, principalFen: number) => ({ documentId, principalFen });
    const policy = DEFAULT_CARD_POLICY;
    const topUps = [paid('newest', 10_000), paid('large', 300_000)];
    expect(stillEarned(policy, { topUps, balanceFen: 0 })).toMatchObject({ tier: 'VIP', documentId: 'large' });
    expect(stillEarned(policy, { topUps: [paid('a', 299_999)], balanceFen: 900_000 })).toBeNull();
    expect(stillEarned(policy, { topUps: [paid('b', 990_000), ...topUps], balanceFen: 0 })).toMatchObject({
      tier: 'GOLD',
      documentId: 'b',
    });
    expect(stillEarned(policy, { topUps: [], balanceFen: 900_000 })).toBeNull();
  });

  it('takes its card down with it when the card is made anew', () => {
    expect(kindForTier('GOLD', 'VIP')).toBe('VIP');
    expect(kindForTier('VIP', 'ORDINARY')).toBe('MEMBER');
    expect(kindForTier('VIP', 'GOLD')).toBe('VIP');
    expect(kindForTier('STUDENT', 'ORDINARY')).toBe('STUDENT');
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

import { assertCardPolicy, assertTiersWithinCap, DEFAULT_CARD_POLICY, type TierRule } from './card-policy.js';

const withTiers = (VIP: Partial<TierRule>, GOLD: Partial<TierRule> = {}) => {
  const { tiers } = DEFAULT_CARD_POLICY;
  return { ...DEFAULT_CARD_POLICY, tiers: { VIP: { ...tiers.VIP, ...VIP }, GOLD: { ...tiers.GOLD, ...GOLD } } };
};

describe('the figures of cards', () => {
  it('are good as delivered, also under a cap of 5,000 yuan', () => {
    expect(() => assertCardPolicy(DEFAULT_CARD_POLICY)).not.toThrow();
    expect(() => assertTiersWithinCap(DEFAULT_CARD_POLICY, 500_000)).not.toThrow();
  });

  it.each(['SINGLE', 'BALANCE'] as const)('refuse a tier by %s above the cap, and take it at the cap', (by) => {
    expect(() => assertTiersWithinCap(withTiers({}, { by, thresholdFen: 500_001 }), 500_000)).toThrow(
      'policy.tierOverCap',
    );
    expect(() => assertTiersWithinCap(withTiers({}, { by, thresholdFen: 500_000 }), 500_000)).not.toThrow();
  });

  it('take any sum over the years, and any figure where the cap only warns', () => {
    expect(() =>
      assertTiersWithinCap(withTiers({}, { by: 'CUMULATIVE', thresholdFen: 2_000_000 }), 500_000),
    ).not.toThrow();
    expect(() => assertTiersWithinCap(withTiers({}, { by: 'SINGLE', thresholdFen: 2_000_000 }), null)).not.toThrow();
  });

  it('want gold above VIP where both look at the same figure', () => {
    const same = { by: 'CUMULATIVE', thresholdFen: 1_000_000 } as const;
    expect(() => assertCardPolicy(withTiers(same, same))).toThrow('policy.tierOrder');
    expect(() => assertCardPolicy(withTiers(same, { ...same, thresholdFen: 1_000_001 }))).not.toThrow();
  });

  it.each([0, -1, 1.5, Number.NaN])('refuse a threshold of %s fen', (thresholdFen) => {
    expect(() => assertCardPolicy(withTiers({ thresholdFen }))).toThrow('policy.range');
  });
});

import { DomainError } from '../../kernel/domain-error.js';
import { assertRange } from './policy-range.js';

/** What a tier is reached by: one top-up, the sum of all top-ups, or the balance after it. */
export const TIER_MEASURES = ['SINGLE', 'CUMULATIVE', 'BALANCE'] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];

/** Tiers that are reached by topping up; everybody else is ORDINARY. */
export const EARNED_TIERS = ['VIP', 'GOLD'] as const;
export type EarnedTier = (typeof EARNED_TIERS)[number];

export interface TierRule {
  readonly thresholdFen: number;
  readonly by: TierMeasure;
}

/** Figures of cards: what the charter must say too. */
export interface CardPolicy {
  /** 工本费 of a replacement; 0 = free. Taken only for a card that was lost, never for a worn one. */
  readonly replacementFeeFen: number;
  readonly tiers: Readonly<Record<EarnedTier, TierRule>>;
  /** How long a tier is good after the top-up that earned it; null = without end. */
  readonly tierMonths: number | null;
}

/** 储值3000元,就可以直接享受贵宾卡待遇 (003E-090); gold by what was paid in all (E20: no single top-up under a cap of 5,000 could reach it). */
export const DEFAULT_CARD_POLICY: CardPolicy = {
  replacementFeeFen: 0,
  tiers: { VIP: { thresholdFen: 300_000, by: 'SINGLE' }, GOLD: { thresholdFen: 1_000_000, by: 'CUMULATIVE' } },
  tierMonths: null,
};

const MOST_FEN = 1_000_000_000;

/**
 * Refuses figures the rules could not work with.
 * @throws DomainError policy.range {min, max} | policy.tierOrder
 */
export function assertCardPolicy({ replacementFeeFen, tiers, tierMonths }: CardPolicy): void {
  assertRange(replacementFeeFen, 0, 100_000, 'cards.replacementFeeFen');
  for (const tier of EARNED_TIERS) assertRange(tiers[tier].thresholdFen, 1, MOST_FEN, thresholdField(tier));
  if (tierMonths !== null) assertRange(tierMonths, 1, 120, 'cards.tierMonths');
  const { VIP, GOLD } = tiers;
  if (VIP.by === GOLD.by && GOLD.thresholdFen <= VIP.thresholdFen) {
    throw new DomainError('policy.tierOrder', {}, thresholdField('GOLD'));
  }
}

/**
 * A tier that no top-up can ever reach is a promise nobody can keep (counter-practice H4, E20): one top-up, and the balance after it, end at the
 * cap of a card. `capFen` null = the cap only warns.
 * @throws DomainError policy.tierOverCap {cap} beside the threshold
 */
export function assertTiersWithinCap({ tiers }: CardPolicy, capFen: number | null): void {
  if (capFen === null) return;
  for (const tier of EARNED_TIERS) {
    const { by, thresholdFen } = tiers[tier];
    if (by !== 'CUMULATIVE' && thresholdFen > capFen) {
      throw new DomainError('policy.tierOverCap', { cap: capFen / 100 }, thresholdField(tier));
    }
  }
}

function thresholdField(tier: EarnedTier): string {
  return `cards.tiers.${tier}.thresholdFen`;
}

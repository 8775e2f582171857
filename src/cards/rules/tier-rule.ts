import { addMonthsEnd, type PlainDate } from '../../kernel/business-day.js';
import type { CardPolicy, EarnedTier, TierMeasure } from '../../venue/rules/card-policy.js';
import type { Tier } from '../../venue/rules/policy-schema.js';

/** What a top-up brought the membership to, in fen of money paid; gifts of the house never count. */
export interface TopUpFigures {
  readonly topUpFen: number;
  readonly cumulativeFen: number;
  readonly balanceFen: number;
}

export interface EarnedStep {
  readonly tier: EarnedTier;
  readonly by: TierMeasure;
  readonly figureFen: number;
  readonly thresholdFen: number;
}

/** Money paid in that was not given back, newest first. */
interface Standing {
  readonly topUps: readonly { readonly documentId: string; readonly principalFen: number }[];
  readonly balanceFen: number;
}

const RANK: Readonly<Record<Tier, number>> = { ORDINARY: 0, VIP: 1, GOLD: 2 };

/** The highest tier whose threshold the top-up reaches, to the fen: 2,999.99 does not, 3,000.00 does (003E-090). */
export function earnedTier({ tiers }: Pick<CardPolicy, 'tiers'>, figures: TopUpFigures): EarnedStep | null {
  const measured: Readonly<Record<TierMeasure, number>> = {
    SINGLE: figures.topUpFen,
    CUMULATIVE: figures.cumulativeFen,
    BALANCE: figures.balanceFen,
  };
  for (const tier of ['GOLD', 'VIP'] as const) {
    const { by, thresholdFen } = tiers[tier];
    if (measured[by] >= thresholdFen) return { tier, by, thresholdFen, figureFen: measured[by] };
  }
  return null;
}

export function isHigher(tier: Tier, than: Tier): boolean {
  return RANK[tier] > RANK[than];
}

/** The kind a card of a member may have when it is made anew: a tier's card goes with the tier, and down with it. */
export function kindForTier(kindCode: string, tier: Tier): string {
  const isTierCard = kindCode === 'VIP' || kindCode === 'GOLD';
  if (!isTierCard || !isHigher(kindCode, tier)) return kindCode;
  return tier === 'ORDINARY' ? 'MEMBER' : tier;
}

/**
 * What carries the tier when one top-up is taken back: the money that still stands, measured as a top-up would be. The paper is that of the
 * top-up it rests on, the largest one or the newest.
 */
export function stillEarned(
  policy: Pick<CardPolicy, 'tiers'>,
  { topUps, balanceFen }: Standing,
): (EarnedStep & { readonly documentId: string; readonly topUpFen: number }) | null {
  const [newest] = topUps;
  const largest = topUps.toSorted((a, b) => b.principalFen - a.principalFen)[0];
  if (!newest || !largest) return null;
  const cumulativeFen = topUps.reduce((sum, { principalFen }) => sum + principalFen, 0);
  const earned = earnedTier(policy, { topUpFen: largest.principalFen, cumulativeFen, balanceFen });
  if (!earned) return null;
  const { documentId, principalFen: topUpFen } = earned.by === 'SINGLE' ? largest : newest;
  return { ...earned, documentId, topUpFen };
}

/** Last good business date of a tier earned on `businessDate`; null = without end. */
export function tierGoodUntil(
  { tierMonths }: Pick<CardPolicy, 'tierMonths'>,
  businessDate: PlainDate,
): PlainDate | null {
  return tierMonths === null ? null : addMonthsEnd(businessDate, tierMonths);
}

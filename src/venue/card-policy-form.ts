import { parseYuan, typedYuan } from '../kernel/money.js';
import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { type CardPolicy, EARNED_TIERS, TIER_MEASURES, type TierRule } from './rules/card-policy.js';

type Values = Readonly<Record<string, string>>;

/** Figures of cards as fields of the policy form; amounts in yuan. */
export function cardPolicyValues({ replacementFeeFen, tiers, tierMonths }: CardPolicy): Record<string, string> {
  return {
    'cards.replacementFeeFen': typedYuan(replacementFeeFen),
    'cards.tierMonths': tierMonths === null ? '' : String(tierMonths),
    ...Object.fromEntries(
      EARNED_TIERS.flatMap((tier) => [
        [`cards.tiers.${tier}.thresholdFen`, typedYuan(tiers[tier].thresholdFen)],
        [`cards.tiers.${tier}.by`, tiers[tier].by],
      ]),
    ),
  };
}

/** Figures of cards as they were typed; a field that was not on the form stays as it is. Throws `count.*`, `money.*` on the field. */
export function cardPolicyOf(values: Values, now: CardPolicy): CardPolicy {
  const amount = (field: string, before: number) => {
    const typed = values[field];
    return typed === undefined ? before : parseYuan(typed, { field });
  };
  const rule = (tier: (typeof EARNED_TIERS)[number]): TierRule => {
    const { thresholdFen, by } = now.tiers[tier];
    return {
      thresholdFen: amount(`cards.tiers.${tier}.thresholdFen`, thresholdFen),
      by: TIER_MEASURES.find((measure) => measure === values[`cards.tiers.${tier}.by`]) ?? by,
    };
  };
  return {
    replacementFeeFen: amount('cards.replacementFeeFen', now.replacementFeeFen),
    tierMonths: monthsOf(values['cards.tierMonths'], now.tierMonths),
    tiers: { VIP: rule('VIP'), GOLD: rule('GOLD') },
  };
}

/** What the template lists. */
export const CARD_POLICY_FIELDS = EARNED_TIERS.map((tier) => ({
  tier,
  threshold: `cards.tiers.${tier}.thresholdFen`,
  by: `cards.tiers.${tier}.by`,
}));

function monthsOf(typed: string | undefined, before: number | null): number | null {
  if (typed === undefined) return before;
  if (toHalfWidth(typed).trim() === '') return null;
  return parseCount(typed, { min: 0, max: 1_000_000, field: 'cards.tierMonths' });
}

import { Big } from 'big.js';
import type { PointsPolicy, Tier } from '../../venue/rules/policy-schema.js';

type MultiplierPolicy = Pick<PointsPolicy, 'tierMultiplier' | 'birthdayMultiplier'>;

/** Tier × birthday as an exact decimal text: gold on the birthday is 1.2 × 2 = 「2.4」. */
export function multiplierOf(tier: Tier, onBirthday: boolean, policy: MultiplierPolicy): string {
  return new Big(policy.tierMultiplier[tier]).times(onBirthday ? policy.birthdayMultiplier : '1').toFixed();
}

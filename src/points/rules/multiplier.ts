import { Big } from 'big.js';

export const TIERS = ['ORDINARY', 'VIP', 'GOLD'] as const;
export type Tier = (typeof TIERS)[number];

export interface MultiplierPolicy {
  /** Decimal texts, so that 1.2 is exactly 1.2. */
  readonly tierMultiplier: Readonly<Record<Tier, string>>;
  readonly birthdayMultiplier: string;
}

/** Tier × birthday as an exact decimal text: gold on the birthday is 1.2 × 2 = 「2.4」. */
export function multiplierOf(tier: Tier, onBirthday: boolean, policy: MultiplierPolicy): string {
  return new Big(policy.tierMultiplier[tier]).times(onBirthday ? policy.birthdayMultiplier : '1').toFixed();
}

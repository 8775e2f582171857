import type { PlainDate } from '../../kernel/business-day.js';
import type { BonusRule } from '../../venue/rules/stored-value-policy.js';

export interface BonusOffer {
  readonly bonusFen: number;
  /** The rule that gives it; null when none is met. */
  readonly rule: BonusRule | null;
  /** The next better one, so that the clerk can name it before the guest pays. */
  readonly next: BonusRule | null;
}

/** Rules in force on a business date, the smallest amount first. */
export function rulesOn(rules: readonly BonusRule[], date: PlainDate): BonusRule[] {
  return rules
    .filter(({ startsOn, endsOn }) => startsOn <= date && (endsOn === null || date <= endsOn))
    .toSorted((a, b) => a.fromFen - b.fromFen || a.bonusFen - b.bonusFen);
}

/** The best bonus for a top-up of `amountFen`, once; and what a little more would bring. */
export function bonusOffer(rules: readonly BonusRule[], amountFen: number, date: PlainDate): BonusOffer {
  const inForce = rulesOn(rules, date);
  const met = inForce.filter(({ fromFen }) => fromFen <= amountFen);
  const rule = met.reduce<BonusRule | null>(
    (best, each) => (best && best.bonusFen >= each.bonusFen ? best : each),
    null,
  );
  const bonusFen = rule?.bonusFen ?? 0;
  const next = inForce.find((each) => each.fromFen > amountFen && each.bonusFen > bonusFen) ?? null;
  return { bonusFen, rule, next };
}

/** Names a rule on a lot: it stands on the lot for good, whatever the policy says later. */
export function ruleName({ fromFen, bonusFen, startsOn }: BonusRule): string {
  return `${fromFen}+${bonusFen}@${startsOn}`;
}

import type { DeductionPrice, RefundPolicy } from '../../venue/rules/refund-policy.js';

/** What holds for a lot as long as it lives (法释〔2025〕4号 8), whatever the house agrees with others afterwards. */
export interface LotTerms {
  readonly capFen: number;
  readonly bonusFromFen: number | null;
  readonly bonusFen: number | null;
  readonly bonusEarns: boolean;
  readonly refund: RefundPolicy;
  /** 充值约定 of a lot taken over from the old system, in the words of its paper. */
  readonly agreed?: string;
  /** By what its holder had the tier there. */
  readonly tierCause?: string;
}

/** What the papers of the old system say of a refund; null = nothing, the house's terms of the day of the taking over hold. */
export interface AgreedRefund {
  readonly coolingDays: number | null;
  readonly consumerPrice: DeductionPrice | null;
  /** Yearly, in basis points. */
  readonly agreedRate: number | null;
}

export function agreedTerms(house: RefundPolicy, agreed: AgreedRefund): RefundPolicy {
  return {
    ...house,
    coolingDays: agreed.coolingDays ?? house.coolingDays,
    consumerPrice: agreed.consumerPrice ?? house.consumerPrice,
    agreedRate: agreed.agreedRate ?? house.agreedRate,
  };
}

export function writeTerms(terms: LotTerms): string {
  return JSON.stringify(terms);
}

/** Lots of an earlier release kept no refund terms: those of their date hold. */
export function readTerms(text: string): Partial<LotTerms> {
  return JSON.parse(text) as Partial<LotTerms>;
}

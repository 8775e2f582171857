import type { LostCategory } from '../../venue/rules/lost-property-policy.js';

interface Keeping {
  /** Of two readings of one thing the higher holds: whoever writes it down may be stricter than its name, never laxer. */
  readonly strictness: number;
  /** 003E-040: goes into the safe. */
  readonly valuable: boolean;
  /** Papers and cards are never photographed (facts §5.2). */
  readonly pictured: boolean;
  /** What is done with it once its days are over without the owner. */
  readonly afterwards: 'POLICE' | 'DESTROY' | 'MAY_DESTROY';
}

/** How each kind of thing is kept. */
export const KEEPING: Readonly<Record<LostCategory, Keeping>> = {
  GENERAL: { strictness: 0, valuable: false, pictured: true, afterwards: 'MAY_DESTROY' },
  FOOD: { strictness: 0, valuable: false, pictured: true, afterwards: 'DESTROY' },
  MEDICINE: { strictness: 0, valuable: false, pictured: true, afterwards: 'DESTROY' },
  VALUABLE: { strictness: 1, valuable: true, pictured: true, afterwards: 'POLICE' },
  BANK_CARD: { strictness: 2, valuable: true, pictured: false, afterwards: 'POLICE' },
  DOCUMENT: { strictness: 2, valuable: true, pictured: false, afterwards: 'POLICE' },
  CASH: { strictness: 3, valuable: true, pictured: true, afterwards: 'POLICE' },
  DANGEROUS: { strictness: 4, valuable: false, pictured: true, afterwards: 'POLICE' },
};

/** 003E-040: goes into the safe. */
export function isValuable(category: LostCategory): boolean {
  return KEEPING[category].valuable;
}

/** Whether `other` keeps a thing more strictly than `category` does. */
export function isStricter(other: LostCategory, category: LostCategory): boolean {
  return KEEPING[other].strictness > KEEPING[category].strictness;
}

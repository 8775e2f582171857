import { addMonthsEnd, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { LEAST_UNNAMED_MONTHS } from '../../venue/rules/stored-value-policy.js';

interface KindTerms {
  readonly validityMonths: number | null;
  readonly proof: string | null;
}

export interface ProofSeen {
  readonly seen: boolean;
  readonly until: PlainDate | null;
}

/** The kind of card that names nobody: whoever holds it is its holder. It is no kind of the list, because nobody enrols for it. */
export const UNNAMED_KIND = 'UNNAMED';

/** What holds for a kind; undefined for one that the policy knows no more. An unnamed card once sold stays renewable when the house sells no more. */
export function kindTerms(
  { cardKinds, storedValue }: Pick<Policy, 'cardKinds' | 'storedValue'>,
  code: string,
): (KindTerms & { readonly code: string }) | undefined {
  if (code !== UNNAMED_KIND) return cardKinds.find((kind) => kind.code === code);
  return { code, validityMonths: storedValue.unnamedMonths ?? LEAST_UNNAMED_MONTHS, proof: null };
}

/**
 * The last good business date of a new card, null = without end. A kind that asks for a proof (学生证) needs it seen and still valid, and
 * ends with it at the latest.
 * @throws DomainError cards.proof.required | cards.proof.untilRequired | cards.proof.expired
 */
export function validUntil(
  { validityMonths, proof }: KindTerms,
  shown: ProofSeen,
  businessDate: PlainDate,
): PlainDate | null {
  const end = validityMonths === null ? null : addMonthsEnd(businessDate, validityMonths);
  if (proof === null) return end;
  if (!shown.seen) throw new DomainError('cards.proof.required', {}, 'proofSeen');
  if (shown.until === null) throw new DomainError('cards.proof.untilRequired', {}, 'proofUntil');
  if (shown.until < businessDate) throw new DomainError('cards.proof.expired', {}, 'proofUntil');
  return end === null || shown.until < end ? shown.until : end;
}

import { addMonthsEnd, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';

interface KindTerms {
  readonly validityMonths: number | null;
  readonly proof: string | null;
}

export interface ProofSeen {
  readonly seen: boolean;
  readonly until: PlainDate | null;
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

import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { isAdult } from '../../members/rules/age.js';
import type { IdDocument } from '../../members/rules/id-document.js';

/** 证件已核 or 明显成年; a refusal is no outcome of an enrolment but its end. */
export type AdultOutcome = 'DOCUMENT_SEEN' | 'PLAINLY_ADULT';

export interface AdultCheck {
  readonly outcome: AdultOutcome;
  readonly document: Pick<IdDocument, 'type' | 'number' | 'birthDate'> | null;
  /** Birth date as the clerk read it from the document. */
  readonly birthDate: PlainDate | null;
}

export interface AdultGate {
  readonly businessDate: PlainDate;
  readonly adultAge: number;
  /** A student card is asked for at the age where looks say least. */
  readonly isStudent: boolean;
  /** The same guest was refused before: a second entry needs the document in hand (H29). */
  readonly refusedBefore: boolean;
}

/**
 * No card under 18, no exception (娱乐场所管理条例 23, 未成年人保护法 58; 003E-094).
 * @throws DomainError cards.adult.documentForStudent | cards.adult.documentAfterRefusal | cards.adult.birthDateRequired |
 *   cards.adult.birthDateDiffers | cards.adult.underAge {age}
 */
export function assertAdult(check: AdultCheck, gate: AdultGate): void {
  const { outcome, document, birthDate } = check;
  const seen = outcome === 'DOCUMENT_SEEN';
  if (gate.isStudent && !seen) throw new DomainError('cards.adult.documentForStudent', {}, 'adult');
  if (gate.refusedBefore && (!seen || !document)) {
    throw new DomainError('cards.adult.documentAfterRefusal', {}, seen ? 'documentNumber' : 'adult');
  }
  if (seen && birthDate === null) throw new DomainError('cards.adult.birthDateRequired', {}, 'birthDate');
  if (birthDate && document?.birthDate && document.birthDate !== birthDate) {
    throw new DomainError('cards.adult.birthDateDiffers', {}, 'birthDate');
  }
  if (birthDate !== null && !isAdult(birthDate, gate.businessDate, gate.adultAge)) {
    throw new DomainError('cards.adult.underAge', { age: gate.adultAge }, 'birthDate');
  }
}

import { DomainError } from '../../kernel/domain-error.js';
import { isSignature } from '../../kernel/signature-strokes.js';
import { cleanText } from '../../kernel/text.js';

/** Somebody at the safe, as far as the rule must tell people apart. */
export interface Present {
  readonly id: string | null;
  readonly name: string;
}

/** A substitute guard without a number of ours (counter-practice H21). */
export interface Badge {
  readonly name: string;
  readonly badge: string;
  /** Strokes of the pad as JSON; null when the guard signs on the paper. */
  readonly strokes: string | null;
}

/**
 * Reads the badge of a guard from a security firm: name, number and signature.
 * @throws DomainError text.required | text.tooLong | night.guard.signature
 */
export function readBadge(typed: { name: string; badge: string; signature: string; onPaper: boolean }): Badge {
  const name = cleanText(typed.name, { max: 40, required: true, field: 'guardName' });
  const badge = cleanText(typed.badge, { max: 20, required: true, field: 'guardBadge' }).toUpperCase();
  const strokes = typed.onPaper ? null : typed.signature;
  if (strokes !== null && !isSignature(strokes)) throw new DomainError('night.guard.signature', {}, 'guardSignature');
  return { name, badge, strokes };
}

/**
 * Nobody stands at the safe twice: not the one who closes, not the one who attests for the guard.
 * @throws DomainError night.guard.self
 */
export function assertAllDifferent(people: readonly Present[]): void {
  for (const [at, one] of people.entries()) {
    for (const other of people.slice(at + 1)) {
      const same = one.id !== null && one.id === other.id;
      const namesake = (one.id === null || other.id === null) && one.name === other.name;
      if (same || namesake) throw new DomainError('night.guard.self', { name: other.name });
    }
  }
}

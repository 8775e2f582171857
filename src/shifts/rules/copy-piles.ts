import { DomainError } from '../../kernel/domain-error.js';

/** The piles in the drawer, as people sort them. */
export const COPY_PILES = ['points', 'gifts', 'value', 'cards', 'other'] as const;
export type CopyPile = (typeof COPY_PILES)[number];

const pileOfWord: Readonly<Record<string, CopyPile>> = {
  points: 'points',
  redemption: 'gifts',
  birthday: 'gifts',
  top: 'value',
  unit: 'value',
  value: 'value',
  refund: 'value',
  card: 'cards',
};

/** The pile a paper lies on, by the first word of its kind: `redemption-owed` lies with the gifts. */
export function pileOf(kind: string): CopyPile {
  return pileOfWord[kind.split('-')[0] ?? ''] ?? 'other';
}

/** Form field of a copy that is ticked as missing. */
export function missingField(documentId: string): string {
  return `missing-${documentId}`;
}

/** The copies that were ticked as missing. */
export function tickedMissing<Copy extends { readonly documentId: string }>(
  copies: readonly Copy[],
  typed: Readonly<Record<string, string | undefined>>,
): Copy[] {
  return copies.filter(({ documentId }) => typed[missingField(documentId)] === '1');
}

/**
 * A pile that is short says which papers are not there: as many numbers as copies are missing, no more and no fewer.
 * @throws DomainError shifts.copies.tick {missing, ticked}
 */
export function assertMissingNamed(expected: number, counted: number | null, ticked: number): void {
  const missing = counted === null ? 0 : Math.max(0, expected - counted);
  if (missing !== ticked) throw new DomainError('shifts.copies.tick', { missing, ticked }, 'line-merchantCopies');
}

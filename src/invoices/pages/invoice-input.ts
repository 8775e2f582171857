import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { typedValues } from '../../platform/http/form-input.js';

/** Boxes named `book-<id>`, `sheet-<number>`: the tails of the ticked ones. */
export function tickedOf(body: unknown, prefix: string): string[] {
  return Object.keys(typedValues(body)).flatMap((name) =>
    name.startsWith(`${prefix}-`) ? [name.slice(prefix.length + 1)] : [],
  );
}

export const ISSUE_FIELDS = [
  'sources',
  'amount',
  'kind',
  'titleKind',
  'title',
  'taxNo',
  'number',
  'visits',
  'confirmed',
] as const;
export const TAKE_BACK_FIELDS = ['reason', 'copiesBack', 'amount', 'redNumber', 'proof', 'note'] as const;
export const TITLE_FIELDS = ['titleKind', 'title', 'taxNo', 'number', 'redNumber', 'proof', 'copiesBack'] as const;

/** An amount that may be left empty (null); undefined when it is none. */
export function typedFen(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  try {
    return parseYuan(typed);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

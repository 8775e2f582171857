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

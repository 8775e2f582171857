import { Matches } from 'class-validator';
import { typedValues } from '../../platform/http/form-input.js';
import type { TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';

/** Every form of this room: its key; the services read and refuse what was typed, field by field. */
export class InvoiceForm {
  @Matches(/^[0-9a-f-]{36}$/)
  requestKey!: string;
}

/** The named fields as texts; what was not sent is ''. */
export function fieldsOf<Name extends string>(body: unknown, names: readonly Name[]): Record<Name, string> {
  const typed = typedValues(body);
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])) as Record<Name, string>;
}

export function coSignOf(body: unknown): TypedCoSign {
  const { cosignStaffNo, cosignPassword } = fieldsOf(body, ['cosignStaffNo', 'cosignPassword']);
  return { staffNo: cosignStaffNo, pin: cosignPassword };
}

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

import type { FormModel } from './form-model.js';

/** How a counter PC with a Chinese IME, a number pad and a card reader should treat each kind of field. */
interface FieldKind {
  readonly type: string;
  readonly inputMode?: string;
  readonly prefix?: string;
  /** Typed with the IME off: no capitals, no spelling marks, full-width digits turned plain. */
  readonly latin?: boolean;
  readonly secret?: boolean;
}

const kinds = {
  text: { type: 'text' },
  name: { type: 'text' },
  amount: { type: 'text', inputMode: 'decimal', prefix: '¥', latin: true },
  count: { type: 'text', inputMode: 'numeric', latin: true },
  phone: { type: 'text', inputMode: 'tel', latin: true },
  code: { type: 'text', latin: true },
  card: { type: 'text', latin: true },
  id: { type: 'text', latin: true },
  date: { type: 'date' },
  password: { type: 'password', latin: true, secret: true },
} as const satisfies Record<string, FieldKind>;

export interface ControlParams {
  readonly name: string;
  readonly form?: FormModel;
  readonly kind?: string;
  readonly id?: string;
  readonly value?: string | number;
  readonly error?: string;
  readonly hint?: string;
  readonly prefix?: string;
}

export interface Control extends ControlParams {
  readonly id: string;
  readonly value: string | number;
  readonly type: string;
  readonly describedBy?: string;
}

/**
 * Completes a field's parameters for its template: value and error from the form, ids that tie hint and error to the
 * input. A secret is never sent back. Throws on a kind nobody has defined.
 */
export function control(params: ControlParams): Control {
  const kind = kindOf(params.kind ?? 'text');
  const id = params.id ?? `f-${params.name}`;
  const error = params.error ?? params.form?.errors[params.name];
  const described = [params.hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  return {
    ...kind,
    ...params,
    id,
    value: kind.secret ? '' : (params.value ?? params.form?.values[params.name] ?? ''),
    error,
    prefix: params.prefix ?? kind.prefix,
    describedBy: described.filter((part) => part !== '').join(' ') || undefined,
  };
}

export interface CosignParams {
  readonly form?: FormModel;
  readonly prefix?: string;
}

/** The field names of one co-signature; two people who sign the same act have two prefixes. */
export function cosigner({
  prefix = 'cosign',
  ...params
}: CosignParams): ControlParams & { staffNoName: string; passwordName: string } {
  return { ...params, name: prefix, staffNoName: `${prefix}StaffNo`, passwordName: `${prefix}Password` };
}

function kindOf(name: string): FieldKind {
  const kind = Object.entries(kinds).find(([known]) => known === name);
  if (!kind) throw new Error(`a field has no kind "${name}"`);
  return kind[1];
}

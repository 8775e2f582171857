import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { DomainError, type ErrorParams } from '../../kernel/domain-error.js';

/** A field that is not as it should be: the code of the sentence to show beside it. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly params: ErrorParams;
}

/** Several fields of one form were wrong; each keeps its own message. */
export class FormFaults extends Error {
  constructor(readonly faults: readonly FieldFault[]) {
    super('form.invalid');
  }
}

/** A form body as text by field; files and repeated fields are left to the controllers that expect them. */
export function typedValues(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  const values: Record<string, string> = {};
  for (const [name, field] of Object.entries(body)) {
    const value = textOf(field);
    if (value !== undefined && name !== '_csrf') values[name] = value;
  }
  return values;
}

/** The named fields as texts; what was not sent is ''. */
export function fieldsOf<Name extends string>(body: unknown, names: readonly Name[]): Record<Name, string> {
  const typed = typedValues(body);
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])) as Record<Name, string>;
}

/**
 * Reads a form into its DTO. A validator's message is an error code (`@MaxLength(20, { message: '<code>' })`);
 * one without a message becomes `form.invalid`. Throws `FormFaults`.
 */
export function readForm<T extends object>(dto: ClassConstructor<T>, body: unknown): T {
  const instance = plainToInstance(dto, typedValues(body), { exposeDefaultValues: true });
  const errors = validateSync(instance, { whitelist: true, stopAtFirstError: true });
  if (errors.length > 0) throw new FormFaults(errors.map(faultOf));
  return instance;
}

/** The faults of whatever went wrong with a form; undefined when it is no fault of the form. */
export function faultsOf(error: unknown): readonly FieldFault[] | undefined {
  if (error instanceof FormFaults) return error.faults;
  if (error instanceof DomainError) return [{ field: error.field ?? '', code: error.code, params: error.params }];
  return undefined;
}

function faultOf({ property, value, constraints = {}, contexts = {} }: ValidationError): FieldFault {
  const [[kind, message] = ['', '']] = Object.entries(constraints);
  const code = /^[a-z][\w]*(\.[\w]+)+$/i.test(message) ? message : 'form.invalid';
  // as a reader counts: a sign outside the basic plane is one character
  const limits = contexts[kind] as ErrorParams | undefined;
  return {
    field: property,
    code,
    params: limits && typeof value === 'string' ? { ...limits, length: [...value].length } : {},
  };
}

/** NUL, which no keyboard writes and PostgreSQL does not take, becomes the replacement sign: rules refuse it or show it. */
function textOf(field: unknown): string | undefined {
  if (typeof field === 'string') return field.replaceAll('\0', '\uFFFD');
  if (Array.isArray(field)) return textOf(field.at(-1));
  if (typeof field === 'object' && field !== null && 'value' in field) return textOf(field.value);
  return undefined;
}

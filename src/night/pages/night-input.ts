import { Matches } from 'class-validator';
import { typedValues } from '../../platform/http/form-input.js';
import type { TypedWitness } from '../night-witness.js';

/** Every form of this room: its key; the services read and refuse what was typed, field by field. */
export class NightForm {
  @Matches(/^[0-9a-f-]{36}$/)
  requestKey!: string;
}

/** The named fields as texts; what was not sent is ''. */
export function fieldsOf<Name extends string>(body: unknown, names: readonly Name[]): Readonly<Record<Name, string>> {
  const typed = typedValues(body);
  const fields: Partial<Record<Name, string>> = {};
  for (const name of names) fields[name] = typed[name] ?? '';
  return fields as Record<Name, string>;
}

/** The fields whose names begin with `prefix`, whatever rooms registered: `line-bags`. */
export function fieldsFrom(body: unknown, prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(typedValues(body)).filter(([name]) => name.startsWith(prefix)));
}

/** The same without the prefix. */
export function keyedFrom(body: unknown, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsFrom(body, prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

/** Whoever gives a name or a badge has no number of ours. */
export function witnessOf(body: unknown): TypedWitness {
  const typed = fieldsOf(body, [
    'guardStaffNo',
    'guardPassword',
    'guardName',
    'guardBadge',
    'guardSignature',
    'guardOnPaper',
    'attestStaffNo',
    'attestPassword',
  ]);
  return {
    way: typed.guardName.trim() === '' && typed.guardBadge.trim() === '' ? 'PIN' : 'BADGE',
    staffNo: typed.guardStaffNo,
    pin: typed.guardPassword,
    name: typed.guardName,
    badge: typed.guardBadge,
    signature: typed.guardSignature,
    onPaper: typed.guardOnPaper === '1',
    attestStaffNo: typed.attestStaffNo,
    attestPin: typed.attestPassword,
  };
}

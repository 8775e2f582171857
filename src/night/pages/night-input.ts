import { fieldsOf, typedValues } from '../../platform/http/form-input.js';
import type { TypedWitness } from '../night-witness.js';

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

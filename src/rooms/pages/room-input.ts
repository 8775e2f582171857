import { Matches } from 'class-validator';
import { typedValues } from '../../platform/http/form-input.js';

/** Every form of this room: its key; the services read and refuse what was typed, field by field. */
export class RoomForm {
  @Matches(/^[0-9a-f-]{36}$/)
  requestKey!: string;
}

/** The named fields as texts; what was not sent is ''. */
export function fieldsOf<Name extends string>(body: unknown, names: readonly Name[]): Record<Name, string> {
  const typed = typedValues(body);
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])) as Record<Name, string>;
}

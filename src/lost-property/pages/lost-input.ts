import { Matches } from 'class-validator';
import { typedValues } from '../../platform/http/form-input.js';
import type { TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';

/** Every form of this room: its key; the services read and refuse what was typed, field by field. */
export class LostForm {
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

const BOX = /^item-([0-9a-f-]{36})$/;

/** Each line of a list has a box of its own name: the ids of the ticked ones. */
export function tickedItems(body: unknown): string[] {
  return Object.keys(typedValues(body)).flatMap((name) => BOX.exec(name)?.[1] ?? []);
}

/** The files of a field, whatever they are called; an empty file input sends one of no bytes. */
export async function filesOf(body: unknown, field: string): Promise<Buffer[]> {
  const sent: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  const files: Buffer[] = [];
  for (const part of Array.isArray(sent) ? sent : [sent]) if (isFile(part)) files.push(await part.toBuffer());
  return files.filter((file) => file.length > 0);
}

function isFile(part: unknown): part is { toBuffer(): Promise<Buffer> } {
  return typeof part === 'object' && part !== null && 'toBuffer' in part && typeof part.toBuffer === 'function';
}

import { typedValues } from '../../platform/http/form-input.js';
import { isFile } from '../../platform/http/uploaded-file.js';

/** A form as it came back: what was typed, what is wrong, and the codes of what is wrong. */
export interface TypedText {
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
  readonly codes?: readonly string[];
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

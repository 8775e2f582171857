import { DomainError } from '../../kernel/domain-error.js';

export interface FilePart {
  readonly filename?: string;
  toBuffer(): Promise<Buffer>;
}

/** The file of a multipart form, whole in memory: the server bounds it. Throws `import.noFile`. */
export async function uploadedFile(body: unknown, field: string): Promise<{ fileName: string; bytes: Buffer }> {
  const part = fieldOf(body, field);
  if (!isFile(part)) throw new DomainError('import.noFile', {}, field);
  return { fileName: part.filename ?? '', bytes: await part.toBuffer() };
}

function fieldOf(body: unknown, field: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  const found = Object.entries(body).find(([name]) => name === field)?.[1];
  return Array.isArray(found) ? found.at(-1) : found;
}

export function isFile(part: unknown): part is FilePart {
  return typeof part === 'object' && part !== null && 'toBuffer' in part && typeof part.toBuffer === 'function';
}

import { DomainError } from '../../kernel/domain-error.js';

interface FilePart {
  readonly filename?: string;
  toBuffer(): Promise<Buffer>;
}

/** The list as it was uploaded, whole in memory: the server bounds it. Throws `import.noFile`. */
export async function uploadedFile(body: unknown, field: string): Promise<{ fileName: string; bytes: Buffer }> {
  const sent: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
  const part: unknown = Array.isArray(sent) ? sent.at(-1) : sent;
  if (!isFile(part)) throw new DomainError('import.noFile', {}, field);
  return { fileName: part.filename ?? '', bytes: await part.toBuffer() };
}

function isFile(part: unknown): part is FilePart {
  return typeof part === 'object' && part !== null && 'toBuffer' in part && typeof part.toBuffer === 'function';
}

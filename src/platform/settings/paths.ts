import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(from: string): string {
  const here = existsSync(join(from, 'package.json')) && existsSync(join(from, 'views'));
  if (here) return from;
  const above = dirname(from);
  if (above === from) throw new Error('views/ and package.json not found above the program');
  return findRoot(above);
}

/** The checkout's top folder: templates, styles and texts are read from there, not from the compiler's output. */
export const projectRoot: string = findRoot(import.meta.dirname);

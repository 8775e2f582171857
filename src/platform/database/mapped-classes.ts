import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type MappedClass = new () => object;

const compiledRoot = join(import.meta.dirname, '../../..');

/**
 * Every entity of the house and every migration, by the names of their files. They are loaded here, once, and not by
 * TypeORM from patterns: it imports through code made from text, which loads a module twice under a test runner and,
 * after the first test file, not at all.
 */
export const entityClasses = await load('src', { recursive: true }, '.entity.js');
export const migrationClasses = await load('migrations', { recursive: false }, '.js');

async function load(folder: string, { recursive }: { recursive: boolean }, ending: string): Promise<MappedClass[]> {
  const root = join(compiledRoot, folder);
  const files = readdirSync(root, { recursive, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
  const classes: MappedClass[] = [];
  for (const file of files.toSorted()) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href);
    classes.push(...Object.values(exported).filter(isClass));
  }
  return classes;
}

/** Entity files also export their constants; what TypeORM maps is made with `new`. */
function isClass(exported: unknown): exported is MappedClass {
  return typeof exported === 'function' && /^class\b/.test(Function.prototype.toString.call(exported));
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locale } from './locale.js';

/** Key → text, keys written out (`points.slip.used`). */
export type Texts = ReadonlyMap<string, string>;

/**
 * Reads one language: every `<room>.json` is mounted under `<room>.`; its top-level `error` table holds the texts of
 * the room's error codes and joins the others under `error.`. Throws when two files claim one key.
 */
export function readTexts(folder: string, locale: Locale): Texts {
  const texts = new Map<string, string>();
  const files = readdirSync(join(folder, locale)).filter((name) => name.endsWith('.json'));
  for (const file of files.toSorted()) {
    const room: unknown = JSON.parse(readFileSync(join(folder, locale, file), 'utf8'));
    for (const [key, text] of flatten(room)) {
      const full = key.startsWith('error.') ? key : `${basename(file, '.json')}.${key}`;
      if (texts.has(full)) throw new Error(`${locale}/${file}: ${full} is already taken`);
      texts.set(full, text);
    }
  }
  return texts;
}

function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} must be a text or a table of texts`);
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`));
}

/** `{time}` and `{clerk}` of a text, sorted, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ''))].toSorted();
}

/** English needs `_one` beside `_other`; for comparing languages they are one key. */
export function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '');
}

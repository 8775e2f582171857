import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files under `folders` whose name ends in one of `endings`, as paths with forward slashes, sorted. */
export function filesUnder(folders, endings) {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .toSorted();
}

/** Prints what a check found and ends it: 0 when nothing was found. */
export function conclude(name, breaches) {
  for (const breach of breaches) console.error(breach);
  console.log(`${name}: ${breaches.length === 0 ? 'clean' : `${breaches.length} breach(es)`}`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}

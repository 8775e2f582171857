import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '../../kernel/business-day.js';
import { sampleFiles } from './sample-files.js';

/** Writes the sample files into `<folder>/samples` and gives their paths. */
export function writeSamples(folder: string, today: PlainDate): string[] {
  const target = join(folder, 'samples');
  mkdirSync(target, { recursive: true });
  return Object.entries(sampleFiles).map(([name, make]) => {
    const path = join(target, name);
    writeFileSync(path, make(today));
    return path;
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a data directory says of itself that its people are invented: then every page says so, however it is served. */
export function isMarkedDemo(dataDir: string): boolean {
  const file = join(dataDir, 'install.json');
  return existsSync(file) && /"demo"\s*:\s*true/.test(readFileSync(file, 'utf8'));
}

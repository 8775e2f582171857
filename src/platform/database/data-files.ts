import { join } from 'node:path';
import type { Settings } from '../settings/settings.js';

/** Names of the files in the data directory. */
export function dataFiles({ dataDir }: Pick<Settings, 'dataDir'>) {
  return {
    database: join(dataDir, 'ktv.sqlite'),
    sessions: join(dataDir, 'sessions.sqlite'),
    lock: join(dataDir, 'server.lock'),
    install: join(dataDir, 'install.json'),
    seals: join(dataDir, 'journal.seal'),
    backups: join(dataDir, 'backups'),
  };
}

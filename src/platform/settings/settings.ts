import { isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { isMarkedDemo } from './demo-mark.js';
import { projectRoot } from './paths.js';

/** What the environment says, read and checked once at start. Everything else the venue sets lives in its policy. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly dataDir: string;
  readonly keyFile: string;
  readonly databaseUrl: string | undefined;
  /** Where daily backups go instead of the data directory: best a disk of its own. */
  readonly backupDir: string | undefined;
  readonly demo: boolean;
}

export class SettingsError extends Error {}

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLOWED_HOSTS: z.string().default(''),
  KTV_DATA_DIR: z.string().min(1).optional(),
  KTV_KEY_FILE: z.string().min(1).optional(),
  KTV_BACKUP_DIR: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
});

/** Reads the settings from `env`; throws `SettingsError` with one line per fault. */
export function readSettings(env: NodeJS.ProcessEnv, { demo = false } = {}): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const { HOST, PORT, ALLOWED_HOSTS, KTV_DATA_DIR, KTV_KEY_FILE, KTV_BACKUP_DIR, DATABASE_URL } = parsed.data;
  const dataDir = resolve(KTV_DATA_DIR ?? join(projectRoot, demo ? 'data-demo' : 'data'));
  const keyFile = resolve(KTV_KEY_FILE ?? `${dataDir}.key`);
  if (isInside(dataDir, keyFile)) {
    throw new SettingsError('KTV_KEY_FILE: must lie outside KTV_DATA_DIR, so that no backup carries the key');
  }
  const named = ALLOWED_HOSTS.split(',').map((host) => host.trim().toLowerCase());
  return {
    host: HOST,
    port: PORT,
    allowedHosts: ['127.0.0.1', 'localhost', '[::1]', HOST.toLowerCase(), ...named.filter((host) => host !== '')],
    dataDir,
    keyFile,
    databaseUrl: DATABASE_URL,
    backupDir: KTV_BACKUP_DIR === undefined ? undefined : resolve(KTV_BACKUP_DIR),
    demo: demo || isMarkedDemo(dataDir),
  };
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}

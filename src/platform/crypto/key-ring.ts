import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

export class KeyFileError extends Error {}

const keyFile = z.object({
  current: z.number().int().positive(),
  keys: z.record(z.string().regex(/^\d+$/), z.base64()),
});

type Purpose = 'seal' | 'lookup' | 'journal' | 'session' | 'device';

/**
 * The venue's keys, by version. They live in one file outside the data directory, so neither the database nor a backup
 * can be read with what lies beside it. Look-ups and the journal use the first version for ever: their hashes are stored.
 */
export class KeyRing {
  private readonly derived = new Map<string, Buffer>();

  constructor(
    private readonly keys: ReadonlyMap<number, Buffer>,
    readonly currentVersion: number,
  ) {}

  /** 32 bytes for one purpose; throws when the version is unknown. */
  key(purpose: Purpose, version = 1): Buffer {
    const name = `${purpose}:${version}`;
    const known = this.derived.get(name);
    if (known) return known;
    const root = this.keys.get(version);
    if (!root) throw new KeyFileError(`key version ${version} is not in the key file`);
    const key = Buffer.from(hkdfSync('sha256', root, 'ktv-desk', purpose, 32));
    this.derived.set(name, key);
    return key;
  }

  /** Keyed hash for exact look-ups: phones, document numbers and name tokens are found without being readable. */
  lookupHash(kind: string, text: string): string {
    return createHmac('sha256', this.key('lookup')).update(`${kind}\0${text}`).digest('base64url');
  }

  /** Tells whether a database was written with this key file, without saying anything about the key. */
  fingerprint(): string {
    return createHmac('sha256', this.key('journal')).update('key file').digest('hex').slice(0, 16);
  }
}

/** Reads the key file. Throws `KeyFileError` when it is missing or damaged: the server must not start with a new key. */
export function readKeyFile(path: string): KeyRing {
  if (!existsSync(path)) {
    throw new KeyFileError(`key file ${path} is missing; put it back from its safe place or set KTV_KEY_FILE`);
  }
  const parsed = keyFile.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new KeyFileError(`key file ${path} is damaged`);
  const keys = new Map(
    Object.entries(parsed.data.keys).map(([version, key]) => [Number(version), Buffer.from(key, 'base64')]),
  );
  if (!keys.has(1) || !keys.has(parsed.data.current)) throw new KeyFileError(`key file ${path} lacks its current key`);
  return new KeyRing(keys, parsed.data.current);
}

/** Writes a new key file, readable by its owner alone. Only a first start, with no database yet, may do this. */
export function createKeyFile(path: string): KeyRing {
  mkdirSync(dirname(path), { recursive: true });
  const content = { current: 1, keys: { 1: randomBytes(32).toString('base64') } };
  writeFileSync(path, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' });
  return readKeyFile(path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

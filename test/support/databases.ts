import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings, type Settings } from '../../src/platform/settings/settings.js';
import { createDatabase, dropDatabase } from './postgres.js';
import { scratchFolder, templateDatabase, templateFolder, type DatabaseKind } from './templates.js';

/** An own copy of the migrated template: a folder with data and key, and on PostgreSQL a database beside it. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** As `main.ts` would get them; port 0. */
  readonly settings: Settings;
  /** The same as environment variables, for stories that start the real program. */
  readonly environment: Record<string, string>;
  /** Throws the copy away and takes a fresh one; whoever uses the old one must have closed it. */
  renew(): Promise<void>;
}

/** Tells the same story on SQLite and on PostgreSQL, each on a database of its own. */
export function describeOnBothDatabases(name: string, story: (db: TestDatabase) => void): void {
  describeOnSqlite(name, story);
  describeOnPostgres(name, story);
}

export function describeOnSqlite(name: string, story: (db: TestDatabase) => void): void {
  describeOn('sqlite', name, story);
}

export function describeOnPostgres(name: string, story: (db: TestDatabase) => void): void {
  describeOn('postgres', name, story);
}

function describeOn(kind: DatabaseKind, name: string, story: (db: TestDatabase) => void): void {
  describe(`${name} [${kind}]`, () => {
    const database = new Copy(kind);
    beforeAll(() => database.take());
    story(database);
    afterAll(() => database.drop());
  });
}

class Copy implements TestDatabase {
  environment: Record<string, string> = {};
  private folder = '';

  constructor(readonly kind: DatabaseKind) {}

  get settings(): Settings {
    return readSettings(this.environment);
  }

  async take(): Promise<void> {
    this.folder = await mkdtemp(join(scratchFolder(), 'copy-'));
    await cp(templateFolder(this.kind), this.folder, { recursive: true });
    this.environment = {
      PORT: '0',
      KTV_DATA_DIR: join(this.folder, 'data'),
      KTV_KEY_FILE: join(this.folder, 'data.key'),
      ...(this.kind === 'postgres' ? { DATABASE_URL: await createDatabase(templateDatabase) } : {}),
    };
  }

  async drop(): Promise<void> {
    const url = this.environment['DATABASE_URL'];
    if (url) await dropDatabase(url);
    await rm(this.folder, { recursive: true, force: true });
  }

  async renew(): Promise<void> {
    await this.drop();
    await this.take();
  }
}

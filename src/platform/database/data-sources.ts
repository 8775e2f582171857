import type Database from 'better-sqlite3';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Settings } from '../settings/settings.js';
import { dataFiles } from './data-files.js';
import { entityClasses, migrationClasses } from './mapped-classes.js';
import { SnakeNaming } from './naming-strategy.js';

/** pg gives int8, COUNT and SUM as text; here they are numbers, and one that does not fit is an error, not a rounding. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`figure out of range: ${text}`);
  return value;
}
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, safeInteger);

/** `inspect` reads like `read` and knows the migrations: to tell whether a schema is this program's. */
type Purpose = 'migrate' | 'write' | 'read' | 'inspect';

const readsOnly = (purpose: Purpose): boolean => purpose === 'read' || purpose === 'inspect';

/** `onOpen` receives the raw SQLite handle of a connection, for its pragmas and for asking it about transactions. */
export function dataSource(
  settings: Settings,
  purpose: Purpose,
  onOpen?: (raw: Database.Database) => void,
): DataSource {
  return new DataSource(
    settings.databaseUrl ? postgres(settings.databaseUrl, purpose) : sqlite(settings, purpose, onOpen),
  );
}

function sqlite(settings: Settings, purpose: Purpose, onOpen?: (raw: Database.Database) => void): DataSourceOptions {
  return {
    ...common(purpose),
    type: 'better-sqlite3',
    database: dataFiles(settings).database,
    readonly: readsOnly(purpose),
    fileMustExist: true,
    timeout: 5000,
    prepareDatabase: (raw: Database.Database) => {
      if (!readsOnly(purpose)) preparePragmas(raw);
      raw.pragma('cache_size = -65536');
      onOpen?.(raw);
    },
  };
}

function postgres(url: string, purpose: Purpose): DataSourceOptions {
  return {
    ...common(purpose),
    type: 'postgres',
    url,
    extra: {
      max: purpose === 'write' ? 16 : 8,
      ...(readsOnly(purpose) ? { options: '-c default_transaction_read_only=on' } : {}),
    },
  };
}

/** WAL with FULL: NORMAL loses confirmed acts when power fails. */
export function preparePragmas(raw: Database.Database): void {
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('trusted_schema = OFF');
}

function common(purpose: Purpose) {
  return {
    name: purpose,
    entities: entityClasses,
    migrations: purpose === 'migrate' || purpose === 'inspect' ? migrationClasses : [],
    migrationsTableName: 'schema_migration',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
  };
}

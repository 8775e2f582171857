import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataFiles } from '../database/data-files.js';
import type { SqlValue } from '../database/sql-reads.js';
import { camelRow, numberedPlaceholders } from '../database/sql-text.js';
import { Writer } from '../database/writer.js';
import { SETTINGS } from '../settings/settings.module.js';
import type { Settings } from '../settings/settings.js';

const TABLES = [
  `CREATE TABLE IF NOT EXISTS web_session (
    id_hash varchar(64) PRIMARY KEY, staff_id varchar(36) NOT NULL, terminal_id varchar(36),
    created_at bigint NOT NULL, touched_at bigint NOT NULL, locked integer NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS sign_in_throttle (
    bucket varchar(160) PRIMARY KEY, failures integer NOT NULL, last_at bigint NOT NULL, blocked_until bigint NOT NULL)`,
];

/**
 * Sessions and log-in throttling: worth nothing after a day, so on SQLite they live in a file of their own and cost the
 * ledger's file no write; on PostgreSQL they share the database, for several processes must see them.
 */
@Injectable()
export class SessionDatabase implements OnApplicationShutdown {
  private readonly source: DataSource;
  private ready: Promise<unknown> | undefined;

  // the writer is asked for so that the data directory exists before this file is made in it
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    _writer: Writer,
  ) {
    this.source = new DataSource(
      settings.databaseUrl
        ? { type: 'postgres', url: settings.databaseUrl, extra: { max: 4 } }
        : { type: 'better-sqlite3', database: dataFiles(settings).sessions, enableWAL: true },
    );
  }

  async rows<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    await this.open();
    const rows: Record<string, unknown>[] = await this.source.query(this.dialect(sql), [...params]);
    return rows.map((row) => camelRow<T>(row));
  }

  async run(sql: string, params: readonly SqlValue[] = []): Promise<void> {
    await this.open();
    await this.source.query(this.dialect(sql), [...params]);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  private open(): Promise<unknown> {
    this.ready ??= this.source.initialize().then(createTables);
    return this.ready;
  }

  private dialect(sql: string): string {
    return this.settings.databaseUrl ? numberedPlaceholders(sql) : sql;
  }
}

/** Two servers may start at once on one PostgreSQL: whoever is told that the other was quicker looks again. */
async function createTables(source: DataSource): Promise<void> {
  for (const table of TABLES) await source.query(table).catch(() => source.query(table));
}

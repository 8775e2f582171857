import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startService, type Service } from './service.js';

/** One real PostgreSQL for the whole run: ready in about two seconds. Fails plainly where its programs cannot run. */
export function startPostgres(): Promise<Service> {
  return startService(fileURLToPath(new URL('postgres-service.js', import.meta.url)));
}

/** The run's server, as the global set-up left it in the environment. */
export function postgresUrl(): string {
  const url = process.env['KTV_TEST_POSTGRES'];
  if (!url)
    throw new Error(
      'No PostgreSQL was started: this spec belongs into test/integration, test/http, test/faults or test/browser',
    );
  return url;
}

let counter = 0;

/** A new database (about 15 ms), empty or a copy of `template`; returns its URL. */
export async function createDatabase(template = 'template0'): Promise<string> {
  const name = `t_${process.pid}_${(counter += 1)}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return databaseUrl(name);
}

/** Drops a database of `createDatabase`, also when a test left connections open. */
export async function dropDatabase(url: string): Promise<void> {
  await administer(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
}

export function databaseUrl(name: string): string {
  const url = new URL(postgresUrl());
  url.pathname = `/${name}`;
  return url.href;
}

export async function administer(sql: string): Promise<void> {
  const client = new Client({ connectionString: postgresUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

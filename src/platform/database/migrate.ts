import type { DataSource } from 'typeorm';

interface AppliedMigration {
  name: string;
}

async function applied(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('schema_migration'))) return [];
    const rows: AppliedMigration[] = await runner.query('SELECT name FROM schema_migration ORDER BY id');
    return rows.map((row) => row.name);
  } finally {
    await runner.release();
  }
}

/** Migrations the database has seen and this program does not know: it was written by a newer one. */
export async function unknownMigrations(source: DataSource): Promise<string[]> {
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  return (await applied(source)).filter((name) => !known.has(name));
}

/** Migrations this program brings and the database has not seen: the server applies them when it starts. */
export async function pendingMigrations(source: DataSource): Promise<string[]> {
  const done = new Set(await applied(source));
  return source.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !done.has(name));
}

/**
 * Applies what is pending, each migration in its own transaction, on a connection that is closed afterwards (a failed
 * one can leave foreign keys off). `backup` runs first when there is data to lose.
 */
export async function migrate(source: DataSource, backup: () => Promise<unknown>): Promise<void> {
  const done = await applied(source);
  if (done.length === source.migrations.length) return;
  if (done.length > 0) await backup();
  await source.runMigrations({ transaction: 'each' });
}

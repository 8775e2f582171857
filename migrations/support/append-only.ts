import type { QueryRunner } from 'typeorm';

/**
 * The database itself refuses to change or delete a row of `table`, and (SQLite stores what it is given) refuses
 * anything but whole numbers in `integers`.
 */
export async function makeAppendOnly(
  runner: QueryRunner,
  table: string,
  integers: readonly string[] = [],
): Promise<void> {
  if (runner.connection.options.type === 'postgres') return forPostgres(runner, table);
  for (const change of ['UPDATE', 'DELETE']) {
    await runner.query(
      `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} ` +
        `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    );
  }
  await wholeNumbers(runner, table, integers);
}

/** SQLite only: a kept figure may change, but never into something that is no whole number. */
export async function wholeNumbers(runner: QueryRunner, table: string, columns: readonly string[]): Promise<void> {
  if (runner.connection.options.type === 'postgres') return;
  for (const change of ['INSERT', 'UPDATE']) {
    for (const column of columns) {
      await runner.query(
        `CREATE TRIGGER ${table}_${column}_whole_${change.toLowerCase()} BEFORE ${change} ON ${table} ` +
          `WHEN typeof(NEW.${column}) NOT IN ('integer', 'null') ` +
          `BEGIN SELECT RAISE(ABORT, '${table}.${column} must be a whole number'); END`,
      );
    }
  }
}

async function forPostgres(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(
    `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS ` +
      `$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  );
  await runner.query(
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  );
  await runner.query(
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  );
}

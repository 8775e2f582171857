import { Client } from 'pg';
import { createDatabase, dropDatabase } from '../support/postgres.js';

describe('the PostgreSQL of the test run', () => {
  let url: string;

  beforeAll(async () => {
    url = await createDatabase();
  });

  it('sorts names by bytes, as SQLite does', async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT name FROM (VALUES ('b'), ('A'), ('a'), ('B')) AS t(name) ORDER BY name`,
    );
    await client.end();
    expect(rows.map((row) => row.name)).toEqual(['A', 'B', 'a', 'b']);
  });

  it('drops a database although a connection was left open', async () => {
    const forgotten = new Client({ connectionString: url });
    forgotten.on('error', () => undefined);
    await forgotten.connect();
    await dropDatabase(url);
    await expect(new Client({ connectionString: url }).connect()).rejects.toThrow('does not exist');
  });
});

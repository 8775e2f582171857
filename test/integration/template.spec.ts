import { existsSync } from 'node:fs';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { describeOnBothDatabases } from '../support/databases.js';

describeOnBothDatabases('a copy of the migrated template', (db) => {
  it('opens for reading and refuses to be written by the reader', async () => {
    const reader = dataSource(db.settings, 'read');
    await reader.initialize();
    await expect(reader.query('CREATE TABLE stray (id integer)')).rejects.toThrow(/read-?only/i);
    await reader.destroy();
  });

  it('can be thrown away for a fresh one', async () => {
    const first = db.settings;
    await db.renew();
    expect(existsSync(first.dataDir)).toBe(false);
    expect(existsSync(db.settings.dataDir)).toBe(true);
  });
});

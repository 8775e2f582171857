import { dataSource } from '../../src/platform/database/data-sources.js';
import { describeOnBothDatabases } from '../support/databases.js';

describeOnBothDatabases('entities and migrations', (db) => {
  it('describe the same tables: generating a migration yields nothing', async () => {
    const source = dataSource(db.settings, 'write');
    await source.initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});

import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardsModule } from '../../src/cards/cards.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { MemberQueries } from '../../src/members/member.queries.js';
import { MemberSearch } from '../../src/members/member-search.js';
import { classifySearch } from '../../src/members/rules/search-query.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { SqlReads } from '../../src/platform/database/sql-reads.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { describeOnSqlite } from '../support/databases.js';
import { openRooms, type World } from '../support/world.js';

describeOnSqlite('finding a member at any size of the venue', (db) => {
  let world: World;
  let asked: { sql: string; params: readonly (string | number | null)[] }[];
  let noted: SqlReads;
  beforeAll(async () => {
    world = await openRooms(db, [ErrorStatusesModule, I18nModule, LedgerModule, CardsModule]);
    const reader = world.get(Reader);
    const note = (sql: string, params: readonly (string | number | null)[] = []) => asked.push({ sql, params });
    noted = {
      rows: (sql, params) => (note(sql, params), reader.rows(sql, params)),
      one: (sql, params) => (note(sql, params), reader.one(sql, params)),
    };
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => world.close());

  async function plans(): Promise<string[]> {
    const found = await Promise.all(
      asked.map(({ sql, params }) => world.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)),
    );
    return found.flat().map(({ detail }) => detail);
  }

  it('reads an index and never a whole table, whatever was typed', async () => {
    const search = world.get(MemberSearch);
    for (const text of ['13812345678', '5678', '345678', 'zsf', '张三丰', '阿依古丽买买提江', '11010519491231002X']) {
      await search.find(noted, classifySearch(text, '2026-11-20'), 20);
    }
    await search.likely(noted, { phone: '13812345678', idNumber: '11010519491231002X' });
    await world.get(CardLookup).byNumber(noted, '8800000001');
    await world.get(CardLookup).byMembership(noted, 'm');
    await world.get(MemberQueries).byId(noted, 'm');
    const details = await plans();
    expect(asked.length).toBeGreaterThan(10);
    expect(details.filter((detail) => /\bSCAN\b/.test(detail))).toEqual([]);
  });

  it('would notice a whole table being read', async () => {
    await noted.rows('SELECT id FROM person WHERE title = ?', ['MR']);
    expect((await plans()).filter((detail) => /\bSCAN\b/.test(detail))).toHaveLength(1);
  });
});

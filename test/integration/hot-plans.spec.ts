import Database from 'better-sqlite3';
import { uuidv7 } from 'uuidv7';
import { statementsOf } from '../../bench/statements.js';
import { MemberFinder } from '../../src/cards/member-finder.js';
import { RedeemGift } from '../../src/points/redemption/redeem-gift.js';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { dataFiles } from '../../src/platform/database/data-files.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnSqlite } from '../support/databases.js';
import { grantPoints, offerGift } from '../support/gifts.js';
import { Desk } from '../support/http.js';
import { at, hire, openHouse } from '../support/people.js';
import { credit, guest, type Guest, type Night, push } from '../support/points.js';
import { type AppWorld, openWorld } from '../support/world.js';

/** Tables that stay small however many guests come: a row a shop, a day, a person at work, a gift, a setting. */
const SMALL =
  /^(venue|store|business_day|desk|terminal|printer|policy_version|charter_version|staff\w*|delegation|gift_(item|activity|offer)|install|session|sqlite_schema|json_each|device_key)$/;

describeOnSqlite('what the counter asks all evening', (db) => {
  let world: AppWorld;
  let night: Night;
  let desk: DeskContext;
  let member: Guest;
  beforeAll(async () => {
    world = await openWorld(db);
    const house = await openHouse(world);
    night = { world, house, clerk: await hire(house, '8001', 'CLERK', { phone: '13900008001' }) };
    desk = at(house, night.clerk);
    member = await guest(night, { phone: '13812345678' });
    await grantPoints(house, member.membershipId, 500);
  });
  afterAll(() => world.close());

  /** Every whole table that the statements of `work` read, as SQLite plans them. */
  async function wholeTables(work: () => Promise<unknown>): Promise<string[]> {
    const texts = new Set(
      (await statementsOf(work))
        .map(({ sql }) => sql)
        .filter((sql) => /^\s*(SELECT|UPDATE|DELETE|WITH|INSERT)/i.test(sql)),
    );
    expect(texts.size).toBeGreaterThan(0);
    const raw = new Database(dataFiles(world.settings).database, { readonly: true });
    const found = [...texts].flatMap((sql) =>
      scansOf(raw, sql).map((table) => `${table} in ${sql.replace(/\s+/g, ' ').slice(0, 160)}`),
    );
    raw.close();
    return found;
  }

  it.each(['13812345678', '5678', 'zsf', '张三丰', '8822000001', '11010519491231002X'])(
    'finds %s by an index',
    async (text) => {
      expect(await wholeTables(() => world.get(MemberFinder).find(desk, text, 20))).toEqual([]);
    },
  );

  it('credits a slip by indexes', async () => {
    await push(night, { slipNo: 'P-1', visitNo: 'KF-1' });
    await push(night, { slipNo: 'P-2', visitNo: 'KF-1' });
    await credit(night, member, 'P-1');
    expect(await wholeTables(() => credit(night, member, 'P-2'))).toEqual([]);
  });

  it('redeems by indexes', async () => {
    const { offerId } = await offerGift(night.house, { perDay: 5, inTotal: 10 });
    const wish = { membershipId: member.membershipId, offerId, quantity: 1, later: true };
    expect(await wholeTables(() => world.get(RedeemGift).atDesk(desk, uuidv7(), wish))).toEqual([]);
  });

  it('opens the member, the desk and the credit form by indexes', async () => {
    const clerk = new Desk(world);
    clerk.setCookie(SESSION_COOKIE, await world.get(SessionStore).create(night.clerk.id, night.house.terminal.id));
    for (const page of ['/', `/members/${member.membershipId}`, `/points/credit/${member.membershipId}`]) {
      expect(await wholeTables(async () => expect((await clerk.get(page)).status).toBe(200))).toEqual([]);
    }
  });

  it('(control) would notice a whole table', async () => {
    expect(await wholeTables(() => world.rows('SELECT p.id FROM person p WHERE p.title = ?', ['MR']))).toHaveLength(1);
  });
});

function scansOf(raw: Database.Database, sql: string): string[] {
  const names = new Map<string, string>();
  for (const [, table = '', alias] of sql.matchAll(
    /\b(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?(?:\s+(?:AS\s+)?(?!WHERE|ON|SET|JOIN|LEFT|ORDER|GROUP|LIMIT|VALUES)"?(\w+)"?)?/gi,
  ))
    names.set(alias ?? table, table);
  let plan: { detail: string }[];
  try {
    const statement = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    plan = statement.all(...Array.from({ length: sql.split('?').length - 1 }, () => null));
  } catch (error) {
    // sessions live in a file of their own
    if (String(error).includes('no such table')) return [];
    throw error;
  }
  const scanned = plan.flatMap(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1] ?? []);
  return scanned
    .map((name) => names.get(name) ?? name)
    .filter((table) => names.has(table) || [...names.values()].includes(table))
    .filter((table) => !SMALL.test(table));
}

import { ImportRunner } from '../../src/imports/import-runner.js';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { describeOnSqlite } from '../support/databases.js';
import { Desk, type Page } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type Colleague, hire, type House, openHouse } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

const header = '会员姓名,手机,卡号,入会日期,积分';
const bytes = (text: string) => new TextEncoder().encode(text);

describeOnSqlite('files at the desk', (db) => {
  let world: AppWorld;
  let house: House;
  let manager: Desk;
  let finance: Desk;
  const deskOf = async (person: Colleague) => {
    const desk = new Desk(world);
    desk.setCookie(SESSION_COOKIE, await world.get(SessionStore).create(person.id, house.terminal.id));
    return desk;
  };
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    manager = await deskOf(await hire(house, '5001', 'CUSTOMER_SERVICE_MANAGER'));
    finance = await deskOf(await hire(house, '9001', 'FINANCE'));
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const handIn = (content: Uint8Array<ArrayBuffer>, kind = 'MEMBERS') =>
    manager.upload('/imports', '/imports', 'file', { name: 'list.csv', content }, { kind });
  const confirmed = async (page: Page) => {
    const path = page.location ?? '';
    const started = await manager.submit(path, {}, `${path}/confirmation`);
    await world.get(ImportRunner).idle();
    return manager.follow(started);
  };

  it('are handed in, looked at, confirmed, and signed by Finance', async () => {
    const handedIn = await handIn(bytes(`${header}\n欧阳雪,13812345678,8830000001,2024-05-01,120\n`));
    expect(handedIn.status).toBe(303);
    const preview = await manager.follow(handedIn);
    for (const words of ['欧阳*', '138****5678', '待确认']) expect(preview.text).toContain(words);
    expect(preview.text).not.toContain('13812345678');
    expect((await confirmed(handedIn)).text).toContain('已导入');
    const path = handedIn.location ?? '';
    expect((await finance.get('/')).text).toContain('期初积分待财务签认');
    expect((await finance.submit(path, { total: '119' }, `${path}/signature`)).status).toBe(422);
    const signed = await finance.submit(path, { total: '120' }, `${path}/signature`);
    expect((await finance.follow(signed)).text).toContain('QC20261120-0001');
    expect((await finance.get('/')).text).not.toContain('list.csv');
  });

  it('of values that Finance cannot sign are withdrawn, with the reason on their page', async () => {
    const handedIn = await handIn(bytes('卡号,余额,充值日期\n8830000001,800,2026-05-01\n'), 'VALUES');
    expect((await confirmed(handedIn)).text).toContain('待财务签认');
    const path = handedIn.location ?? '';
    const withdraw = (reason: string) => finance.submit(path, { reason }, `${path}/withdrawal`);
    expect((await withdraw('')).status).toBe(422);
    const page = await finance.follow(await withdraw('旧系统是 80 元'));
    for (const words of ['已撤回', '旧系统是 80 元']) expect(page.text).toContain(words);
    for (const step of ['withdrawal', 'values-signature']) expect(page.html).not.toContain(`${path}/${step}`);
    expect((await finance.get('/')).text).not.toContain('list.csv');
  });

  it('of members whose points Finance cannot sign keep their members, and the page says so', async () => {
    const handedIn = await handIn(bytes(`${header}\n司马光,13812345679,8830000005,2024-05-01,70\n`));
    await confirmed(handedIn);
    const path = handedIn.location ?? '';
    const page = await finance.follow(await finance.submit(path, { reason: '应为 7 分' }, `${path}/withdrawal`));
    for (const words of ['会员和卡不变', '应为 7 分']) expect(page.text).toContain(words);
    for (const step of ['withdrawal', 'signature']) expect(page.html).not.toContain(`${path}/${step}`);
    expect((await finance.get('/')).text).not.toContain('list.csv');
  });

  it('with wrong lines say which, and offer no confirmation', async () => {
    const page = await manager.follow(
      await handIn(bytes(`${header}\n"<script>alert(1)</script>",12,8830000002,2024-05-01,1e3\n`)),
    );
    expect(page.html).not.toContain('<script>alert');
    expect(page.text).toContain('手机');
    expect(page.html).not.toContain('/confirmation');
  });

  it('that are none are refused on the form', async () => {
    expect((await handIn(bytes(''))).status).toBe(422);
    expect((await handIn(bytes('%PDF-1.7'))).text).toContain('这不是表格文件');
    expect((await manager.submit('/imports', { kind: 'MEMBERS' })).status).toBe(422);
  });

  it('too large for the counter are turned away at the door', async () => {
    const { status } = await handIn(new Uint8Array(11 * 1024 * 1024));
    expect([413, 422]).toContain(status);
  });

  it('may be thrown away, and then are gone', async () => {
    const handedIn = await handIn(bytes(`${header}\n张三,13812345670,8830000009,2024-05-01,\n`));
    const path = handedIn.location ?? '';
    expect((await manager.submit(path, {}, `${path}/discard`)).location).toBe('/imports');
    expect(
      await world.one('SELECT COUNT(*) AS n FROM import_file WHERE batch_id = ?', [path.split('/').at(-1) ?? '']),
    ).toEqual({ n: 0 });
    expect((await manager.get(path)).text).toContain('已放弃');
  });

  it('are signed by Finance alone, and samples belong to the demo', async () => {
    const handedIn = await handIn(bytes(`${header}\n李四,13812345671,8830000010,2024-05-01,5\n`));
    await confirmed(handedIn);
    expect((await manager.post(`${handedIn.location}/signature`, { total: '5' })).status).toBe(403);
    expect((await manager.get('/imports/samples/members-2000.csv')).status).toBe(404);
    expect((await finance.get('/imports')).html).not.toContain('type="file"');
  });
});

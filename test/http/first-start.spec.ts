import { createServer, type Server } from 'node:net';
import { SESSION_COOKIE, TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { FirstStartCode } from '../../src/staff/first-start/first-start-code.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { ticked } from '../support/venue.js';
import { postForm } from '../support/html.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openWorld, type AppWorld } from '../support/world.js';

const owner = {
  staffNo: 'boss',
  name: '周晓梅',
  password: '今晚八点开门营业',
  passwordAgain: '今晚八点开门营业',
  pin: '280416',
  pinAgain: '280416',
  venueName: '星河KTV',
  storeName: '中山路店',
  deskName: 'VIP 服务台',
  terminalName: '一号机',
};

describeOnBothDatabases('the first start', (db) => {
  let world: AppWorld;
  let code: string;
  const founder = () => owned;
  let owned: Desk;
  beforeAll(async () => {
    world = await openWorld(db);
    code = (await world.get(FirstStartCode).pending())!;
    owned = new Desk(world);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('finds a house without any account, and says where to begin', async () => {
    expect(await world.rows('SELECT id FROM staff')).toEqual([]);
    const visitor = new Desk(world);
    const page = await visitor.follow(await visitor.get('/members'));
    expect(page.location).toBe('/first-start');
    expect((await visitor.get('/first-start/charter')).location).toMatch(/^\/sign-in/);
  });

  it('refuses whoever did not start the server', async () => {
    const refused = await new Desk(world).submit('/first-start', { ...owner, code: 'AAAAA-BBBBB-CCCCC' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('启动代码不对');
    expect(refused.html).toContain('周晓梅');
    expect(await world.rows('SELECT id FROM staff')).toEqual([]);
  });

  it.each([
    [{ password: '1234567', passwordAgain: '1234567' }, '至少 8 位'],
    [{ pin: '123456', pinAgain: '123456' }, '太容易猜到'],
    [{ pinAgain: '280417' }, '两次输入不一样'],
    [{ venueName: ' ' }, '请填写'],
  ])('refuses %j', async (typed, words) => {
    const refused = await new Desk(world).submit('/first-start', { ...owner, code, ...typed });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(words);
    expect(await world.rows('SELECT id FROM staff')).toEqual([]);
  });

  it('makes owner, venue, store, desk and this PC, once, however often Enter is pressed', async () => {
    const opened = await founder().get('/first-start');
    const form = { ...postForm(opened.html, '/first-start').fields, ...owner, code: code.toLowerCase() };
    const [first, second] = await Promise.all([
      founder().post('/first-start', form),
      new Desk(world).post('/first-start', form),
    ]);
    expect(first).toMatchObject({ status: 303, location: '/first-start/charter' });
    expect([403, 404]).toContain(second.status);
    expect(founder().cookie(SESSION_COOKIE)).toBeDefined();
    expect(founder().cookie(TERMINAL_COOKIE)).toBeDefined();
    expect(await world.one('SELECT name FROM venue')).toEqual({ name: '星河KTV' });
    expect(await world.rows('SELECT staff_no, roles FROM staff')).toEqual([{ staffNo: 'BOSS', roles: '["OWNER"]' }]);
    expect(await world.get(FirstStartCode).pending()).toBeUndefined();
  });

  it('is gone for every other visitor', async () => {
    expect((await new Desk(world).get('/first-start')).status).toBe(404);
    expect((await new Desk(world).get('/sign-in')).status).toBe(200);
  });

  it('goes on with the charter and with tonight’s people, each with a one-time code', async () => {
    const charter = await founder().get('/first-start/charter');
    expect(charter.text).toContain('十八周岁');
    const text = '一、会员须年满十八周岁。';
    expect((await founder().submit('/first-start/charter', { text })).text).toContain('请逐条读过再勾选');
    const done = await founder().submit('/first-start/charter', { text, ...ticked('一、') });
    expect(done.location).toBe('/first-start/staff');
    expect(await world.one('SELECT number, text FROM charter_version')).toMatchObject({ number: 1 });
    const added = await founder().submit('/first-start/staff', { staffNo: '8801', name: '王丽', role_CLERK: '1' });
    expect(added.status).toBe(200);
    const [clerkCode = ''] = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(added.text) ?? [];
    expect(clerkCode).not.toBe('');
    const wang = new Desk(world);
    const secrets = { password: '今晚唱到两点半', passwordAgain: '今晚唱到两点半', pin: '739105', pinAgain: '739105' };
    const short = await wang.submit('/new-secrets', { staffNo: '8801', code: clerkCode, ...secrets });
    expect(short.text).toContain('至少 15 位');
    wang.setCookie(TERMINAL_COOKIE, founder().cookie(TERMINAL_COOKIE)!);
    const long = { ...secrets, password: '今晚唱到两点半好不好', passwordAgain: '今晚唱到两点半好不好' };
    expect((await wang.submit('/new-secrets', { staffNo: '8801', code: clerkCode, ...long })).location).toBe(
      '/sign-in',
    );
    expect((await wang.submit('/sign-in', { staffNo: '8801', password: long.password })).location).toBe('/');
    expect((await wang.get('/first-start/printer')).status).toBe(403);
  });

  it('ends with a test page on the printer, and is gone for ever', async () => {
    const paper: Buffer[] = [];
    const printer: Server = createServer((socket) => socket.on('data', (bytes) => paper.push(bytes)));
    await new Promise<void>((resolve) => printer.listen(9100, '127.0.0.1', resolve));
    const tested = await founder().submit('/first-start/printer', { host: '127.0.0.1' });
    expect(tested.text).toContain('测试页已送到打印机');
    expect(Buffer.concat(paper).length).toBeGreaterThan(100);
    await new Promise((resolve) => printer.close(resolve));
    const nobody = await founder().submit('/first-start/printer', { host: '127.0.0.1' });
    expect(nobody.text).toContain('打印机没有响应');
    const kept = await founder().submit('/first-start/printer', { host: '192.0.2.10', step: 'save' });
    expect(kept).toMatchObject({ status: 303, location: '/' });
    expect(await world.one('SELECT p.host FROM terminal t JOIN printer p ON p.id = t.printer_id')).toEqual({
      host: '192.0.2.10',
    });
    for (const step of ['', '/charter', '/staff', '/printer']) {
      expect((await founder().get(`/first-start${step}`)).status).toBe(404);
    }
  });
});

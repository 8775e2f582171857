import { uuidv7 } from 'uuidv7';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { NightBackups } from '../../src/night/night-backups.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { endShift, openDay, workShift } from '../support/night.js';
import { type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const guarded = (person: Colleague) => ({ guardStaffNo: person.staffNo, guardPassword: PIN });

describeOnBothDatabases('a night, page by page', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let manager: Colleague;
  let guard: Colleague;
  let page: string;

  const signedIn = (person: Colleague) => Desk.of(world, house, person);

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    house = await openHouse(world);
    page = `/night/desks/${house.terminal.deskId}`;
    a = await hire(house, '8801', 'CLERK', { name: '王丽' });
    b = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    lead = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    manager = await hire(house, '8000', 'CUSTOMER_SERVICE_MANAGER', { name: '周经理' });
    guard = await hire(house, '6001', 'SECURITY_GUARD', { name: '高强' });
    await workShift(house, a, b);
    await openShift(house, b, 'B');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('matches, seals before the guard, closes and copies', async () => {
    world.clock.setTo('2026-11-21T02:05:00+08:00');
    const desk = await signedIn(b);
    expect((await desk.get('/night')).text).toContain('班次未交清');
    expect((await desk.get(page)).text).toContain('还有 1 个班没有交清');
    world.clock.setTo('2026-11-21T02:10:00+08:00');
    await endShift(house, b, lead);
    expect((await desk.get('/')).text).toContain('班已交清,请核对封存');

    const unsure = await desk.submit(page, { verdict: 'PROBLEM', pin: PIN }, `${page}/match`);
    expect(unsure.status).toBe(422);
    expect(unsure.text).toContain('请写明问题');
    const wrong = await desk.submit(page, { verdict: 'NONE', pin: '000000' }, `${page}/match`);
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    await desk.submit(page, { verdict: 'NONE', pin: PIN }, `${page}/match`);
    const [seal] = await world.rows<{ id: string }>('SELECT id FROM night_seal');
    const action = `/night/seals/${seal!.id}/seal`;
    const alone = await desk.submit(page, { number: 'FT-100', ...guarded(b) }, action);
    expect(alone.text).toContain('经手人本人不能');
    const bare = await desk.submit(page, { number: '', ...guarded(guard) }, action);
    expect(bare.text).toContain('封条号由字母、数字和横线组成');
    const sealed = await desk.submit(page, { number: 'ft-100', ...guarded(guard) }, action);
    const paper = await desk.follow(sealed);
    expect(paper.text).toContain('日结封存单');
    expect(paper.text).toContain('FT-100');

    const supervisor = await signedIn(lead);
    const unread = await supervisor.get(sealed.location ?? '');
    expect([unread.status, unread.text.includes('FT-100')]).toEqual([409, false]);
    expect(
      (await supervisor.post(`${sealed.location ?? ''}/reprints`, { requestKey: uuidv7(), reason: '看一眼' })).status,
    ).toBe(409);
    expect((await desk.get('/night')).text).toContain('由当班主管或经理日结');
    expect((await supervisor.submit('/night', {}, '/venue/day/close')).status).toBe(303);
    await world.get(NightBackups).runIfDue();
    const [copy] = await world.rows<{ outcome: string }>('SELECT outcome FROM night_backup');
    expect(copy!.outcome).toBe(db.kind === 'sqlite' ? 'KEPT' : 'FAILED');
    const night = await supervisor.get('/night');
    expect(night.text).toContain(db.kind === 'sqlite' ? '已备份' : '没有指定备份位置');
    expect(night.text).not.toContain('FT-100');
  });

  it('opens in the morning by two, and calls the manager when the number is wrong twice', async () => {
    world.clock.setTo('2026-11-21T12:00:00+08:00');
    house = await openDay(house, lead, '2026-11-21');
    const desk = await signedIn(a);
    expect((await desk.get('/')).text).toContain('请两人验封后再开班');
    expect((await desk.get(page)).text).not.toContain('FT-100');
    const [seal] = await world.rows<{ id: string }>('SELECT id FROM night_seal');
    const read = (number: string, person: Colleague) =>
      desk.submit(page, { seal: number, ...guarded(person) }, `/night/seals/${seal!.id}/acceptance`);
    expect((await read('', guard)).text).toContain('请填写这一项');
    const once = await desk.follow(await read('FT-101', guard));
    expect(once.text).toContain('请两人再看一次');
    const key = uuidv7();
    const repeat = { requestKey: key, seal: 'FT-102', ...guarded(guard) };
    const twice = await desk.post(`/night/seals/${seal!.id}/acceptance`, repeat);
    expect((await desk.follow(twice)).text).toContain('请不要打开保险柜');
    expect((await desk.post(`/night/seals/${seal!.id}/acceptance`, repeat)).status).toBe(303);
    expect((await desk.post(`/night/seals/${seal!.id}/clearance`, { requestKey: key, problem: '无' })).status).toBe(
      403,
    );
    const office = await signedIn(manager);
    expect((await office.get('/')).text).toContain('封条异常');
    const cleared = await office.submit(page, { problem: '监控核对无人动过' }, `/night/seals/${seal!.id}/clearance`);
    expect(cleared.location).toBe('/night');
    const story = await office.get(`/night/seals/${seal!.id}`);
    expect(story.text).toContain('验封不符');
    expect(story.text).toContain('监控核对无人动过');
    expect((await office.get('/night/history')).text).toContain('FT-100');
    const paper = story.html.match(/\/documents\/[0-9a-f-]{36}/)?.[0] ?? '';
    expect((await office.get(paper)).status).toBe(200);
  });

  it('shows another store nothing of it', async () => {
    const elsewhere = await openHouse(world, { name: '星河KTV 城东店', businessDate: '2026-11-21' });
    const stranger = await hire(elsewhere, '9901', 'CUSTOMER_SERVICE_MANAGER');
    const desk = new Desk(world);
    desk.setCookie(SESSION_COOKIE, await world.get(SessionStore).create(stranger.id, elsewhere.terminal.id));
    await desk.get('/me');
    const [seal] = await world.rows<{ id: string }>('SELECT id FROM night_seal');
    expect((await desk.get(`/night/seals/${seal!.id}`)).status).toBe(404);
    expect((await desk.get(page)).status).toBe(404);
    const own = await desk.get(`/night/desks/${elsewhere.terminal.deskId}`);
    expect(own.text).toContain('这个服务台今天没有开过班');
    expect((await desk.post(`/night/seals/${seal!.id}/clearance`, { requestKey: uuidv7() })).status).toBe(404);
  });
});

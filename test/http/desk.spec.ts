import { uuidv7 } from 'uuidv7';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { HealthSigns } from '../../src/platform/http/health-signs.js';
import { ActRegistry } from '../../src/desk/act-registry.js';
import { DeskContributions } from '../../src/desk/desk-contributions.js';
import { Finders } from '../../src/desk/finders.js';
import { ApprovalsService } from '../../src/staff/approvals/approvals.service.js';
import { giftBack, undoRedemptions } from '../support/approvals.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, hire, type House, openHouse, PASSWORD, PIN } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('the desk', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Colleague;
  let li: Colleague;
  beforeAll(async () => {
    world = await openWorld(db);
    undoRedemptions(world);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    li = await hire(house, '8802', 'DUTY_SUPERVISOR', { name: '李强' });
    const member = { href: '/members/m1', title: '张** 先生', details: ['138****5678', '12,480 分'] };
    world.get(Finders).register({
      find: async (_desk, text) => {
        if (text === '5678') return [member, { ...member, href: '/members/m2', title: '单** 女士' }];
        return text === '8800000001' ? [member] : [];
      },
    });
    world.get(DeskContributions).register({
      order: 1,
      permission: 'points.settleSignature',
      load: async () => ({
        titleKey: 'desk.tonight',
        count: 1,
        lines: [{ text: '<b>黑色 iPhone</b>', href: '/x', badge: { text: '第 3 天', tone: 'bad' } }],
      }),
    });
    world.get(ActRegistry).register({
      kind: 'approvals.request',
      describe: async (_desk, { result }) => ({
        text: `送审 ${String(result['roles']).length}`,
        href: `/approvals/${String(result['id'])}`,
        undoHref: `/approvals/${String(result['id'])}`,
      }),
    });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function signedIn(person: Colleague): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, house.terminalToken);
    expect(await desk.submit('/sign-in', { staffNo: person.staffNo, password: PASSWORD })).toMatchObject({
      status: 303,
    });
    return desk;
  }

  it('opens with the one box, the night and the jobs of the person', async () => {
    const page = await (await signedIn(wang)).get('/');
    expect(page.status).toBe(200);
    expect(page.html).toContain('name="q"');
    for (const text of ['王丽', '2026-11-20', '今晚', '第 3 天', '我今天办理的', 'F1'])
      expect(page.text).toContain(text);
    expect(page.html).toContain('&lt;b&gt;黑色 iPhone');
  });

  it('shows a section only to those who may do what clears it', async () => {
    const guard = await hire(house, '8870', 'SECURITY_GUARD');
    expect((await (await signedIn(guard)).get('/')).text).not.toContain('第 3 天');
  });

  it('finds: one hit opens, several are listed, none says what to do, and nothing typed stands in an address', async () => {
    const desk = await signedIn(wang);
    expect(await desk.submit('/', { q: '8800000001' }, '/find')).toMatchObject({
      status: 303,
      location: '/members/m1',
    });
    const list = await desk.submit('/', { q: '5678' }, '/find');
    expect(list.status).toBe(200);
    expect(list.text).toContain('单** 女士');
    expect((await desk.submit('/', { q: 'nobody' }, '/find')).text).toContain('没有找到');
    expect((await desk.submit('/', { q: '134567890123456789' }, '/find')).text).toContain('付款码');
    expect(await desk.submit('/', { q: '  ' }, '/find')).toMatchObject({ status: 303, location: '/' });
    const live = await desk.post('/find/live', { q: '5678' }, { 'x-fragment': '1' });
    expect(live.html).toContain('data-hit');
    expect(live.html).not.toContain('<html');
    expect((await desk.post('/find/live', { q: '5678', _csrf: 'forged' })).status).toBe(403);
  });

  it('shows the clerk what was sent and the supervisor what waits; the answer comes back to the desk', async () => {
    const clerk = await signedIn(wang);
    const supervisor = await signedIn(li);
    const { id } = await world.get(ApprovalsService).send(at(house, wang), uuidv7(), giftBack('果盘'));
    expect((await clerk.get('/')).text).toContain('等待授权');
    expect((await clerk.get('/')).html).toContain(`href="/approvals/${id}"`);
    const waiting = await supervisor.get('/');
    expect(waiting.text).toContain('待授权 1');
    expect((await supervisor.get(`/approvals/${id}`)).text).toContain('果盘');
    const wrong = await supervisor.submit(
      `/approvals/${id}`,
      { cosignPassword: '000111' },
      `/approvals/${id}/approval`,
    );
    expect(wrong.status).toBe(422);
    const done = await supervisor.submit(`/approvals/${id}`, { cosignPassword: PIN }, `/approvals/${id}/approval`);
    expect(done).toMatchObject({ status: 303, location: '/approvals' });
    expect((await clerk.get('/')).text).toContain('已同意');
  });

  it('keeps another clerk’s request and another role’s journal shut', async () => {
    const { id } = await world.get(ApprovalsService).send(at(house, wang), uuidv7(), giftBack());
    const zhao = await signedIn(await hire(house, '8871', 'CLERK'));
    expect((await zhao.get(`/approvals/${id}`)).status).toBe(404);
    expect((await zhao.get('/journal')).status).toBe(403);
    const own = await signedIn(wang);
    const back = await own.submit(`/approvals/${id}`, {}, `/approvals/${id}/withdrawal`);
    expect(back).toMatchObject({ status: 303, location: '/approvals' });
  });

  it('tells those who lead what was done and refused on a day, page by page', async () => {
    const desk = await signedIn(li);
    const page = await desk.get('/journal');
    for (const text of ['送审', '李强', '已办理', '未办成', 'staff.pin.refused']) expect(page.text).toContain(text);
    expect((await desk.get('/journal?day=2026-11-19')).text).toContain('这一天没有记录');
    expect((await desk.get('/journal?who=8801&kind=approvals.request')).text).not.toContain('李强 8802 授权决定');
    expect((await desk.get('/journal?day=x&before=y&who=nobody')).status).toBe(200);
    expect((await desk.get('/journal?who=%00')).status).toBe(404);
  });

  it('names a stand-in by the manager, shows the term and takes it back', async () => {
    const chen = await signedIn(await hire(house, '8872', 'CUSTOMER_SERVICE_MANAGER', { name: '陈晨' }));
    const typed = {
      staffNo: '8801',
      role: 'DUTY_SUPERVISOR',
      fromDate: '2026-11-20',
      toDate: '2026-11-21',
      reason: '休假',
    };
    const early = await chen.submit('/staff/delegations', { ...typed, toDate: '2026-11-19' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('结束日期不能早于开始日期');
    expect((await chen.submit('/staff/delegations', typed)).status).toBe(303);
    const page = await chen.get('/staff/delegations');
    expect(page.text).toContain('王丽 8801');
    expect(page.text).toContain('生效中');
    const action = /action="(\/staff\/delegations\/[^"]+\/end)"/.exec(page.html)?.[1] ?? '';
    expect((await chen.submit('/staff/delegations', {}, action)).status).toBe(303);
    expect((await chen.get('/staff/delegations')).text).toContain('已收回');
    expect((await (await signedIn(wang)).get('/staff/delegations')).status).toBe(403);
  });

  it('says that the day is not open, and that something is unwell, also when that cannot be read', async () => {
    const closed = await openHouse(world, { name: '星河KTV 海珠店', businessDate: null });
    const early = await hire(closed, '9902', 'CLERK');
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, closed.terminalToken);
    await desk.submit('/sign-in', { staffNo: early.staffNo, password: PASSWORD });
    expect((await desk.get('/')).text).toContain('营业日还没开始');
    let state: 'bad' | 'gone' = 'bad';
    world.get(HealthSigns).register(() => {
      if (state === 'gone') throw new Error('disk gone');
      return { name: 'story', state, key: 'desk.health.unknown' };
    });
    expect((await desk.get('/')).text).toContain('系统状态读不出来');
    state = 'gone';
    expect((await desk.get('/')).text).toContain('系统状态读不出来');
    state = 'bad';
  });
});

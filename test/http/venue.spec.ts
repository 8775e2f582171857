import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import type { Role } from '../../src/staff/roles.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { hire, openHouse, PASSWORD, type House } from '../support/people.js';
import { ticked } from '../support/venue.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('running the house', (db) => {
  let world: AppWorld;
  let house: House;
  let number = 300;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-21T12:00' });
  });
  beforeEach(async () => {
    world.clock.setTo('2026-11-21T12:00+08:00');
    house = await openHouse(world, { businessDate: null });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function as(role: Role, desk = new Desk(world)): Promise<Desk> {
    const person = await hire(house, `V${(number += 1)}`, role);
    if (!desk.cookie(TERMINAL_COOKIE)) desk.setCookie(TERMINAL_COOKIE, house.terminalToken);
    expect((await desk.submit('/sign-in', { staffNo: person.staffNo, password: PASSWORD })).status).toBe(303);
    return desk;
  }

  it('a clerk opens the day, a lead closes it', async () => {
    const clerk = await as('CLERK');
    const page = await clerk.get('/venue/day');
    expect(page.html).toContain('value="2026-11-21"');
    expect((await clerk.submit('/venue/day', {}, '/venue/day/open')).location).toBe('/');
    expect((await clerk.get('/venue/day')).text).toContain('正在营业');
    expect((await clerk.post('/venue/day/close', { requestKey: 'k' })).status).toBe(403);
    const lead = await as('DUTY_SUPERVISOR');
    expect((await lead.submit('/venue/day', {}, '/venue/day/close')).location).toBe('/venue/day');
    expect((await lead.get('/venue/day')).text).toContain('尚未开始营业日');
  });

  it('refuses a day that has not come, or was, with the words beside the field', async () => {
    const clerk = await as('CLERK');
    const early = await clerk.submit('/venue/day', { date: '2026-11-22' }, '/venue/day/open');
    expect(early.status).toBe(422);
    expect(early.text).toContain('不能提前开始');
    expect((await clerk.submit('/venue/day', { date: '2026-02-30' }, '/venue/day/open')).text).toContain(
      '没有这个日期',
    );
  });

  it('warns of a day that was forgotten, from eight in the morning', async () => {
    const clerk = await as('CLERK');
    await clerk.submit('/venue/day', {}, '/venue/day/open');
    world.clock.setTo('2026-11-22T08:00+08:00');
    const manager = await as('CUSTOMER_SERVICE_MANAGER');
    expect((await manager.get('/venue/day')).text).toContain('营业日还没有结束');
    const { signs } = (await manager.get('/readyz')).json<{ signs: { name: string; state: string }[] }>();
    expect(signs).toContainEqual({ name: 'businessDay', state: 'warn' });
  });

  it('keeps a new version of the rules, with its reason; the director’s mistake stays beside its field', async () => {
    const director = await as('VIP_CENTRE_DIRECTOR');
    const typed = {
      effectiveFrom: '2026-12-01',
      reason: '周年庆',
      'points.unitFen': '8',
      'cardKinds.MEMBER.feeFen': '188.50',
    };
    const wrong = await director.submit('/venue/policy', { ...typed, 'points.birthdayMultiplier': '1e3' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('最多两位小数');
    expect((await director.submit('/venue/policy', { ...typed, reason: ' ' })).status).toBe(422);
    expect((await director.submit('/venue/policy', { ...typed, effectiveFrom: '2026-11-01' })).text).toContain(
      '不能早于',
    );
    expect((await director.submit('/venue/policy', typed)).status).toBe(303);
    const [row] = await world.rows<{ value: string; reason: string }>(
      'SELECT value, reason FROM policy_version WHERE store_id = ? ORDER BY version DESC',
      [house.store.id],
    );
    expect(row?.reason).toBe('周年庆');
    expect(JSON.parse(row!.value)).toMatchObject({
      points: { unitFen: 800, groupBuyEarns: false },
      cardKinds: [{ feeFen: 18850 }, {}],
    });
    const page = await director.get('/venue/policy');
    expect(page.text).toContain('周年庆');
  });

  it('is read by Finance and changed by the director alone', async () => {
    const finance = await as('FINANCE');
    const page = await finance.get('/venue/policy');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('保存为新版');
    expect((await finance.post('/venue/policy', { requestKey: 'k', reason: 'x' })).status).toBe(403);
  });

  it('publishes a charter, renames the house, adds a desk and a store', async () => {
    const owner = await as('OWNER');
    const next = { text: '第二版章程\n一、全部', effectiveFrom: '2026-12-01' };
    const unread = await owner.submit('/venue/charter', {
      ...next,
      ...ticked('一、'),
      has_risk: '',
      clause_loss: '九、',
    });
    expect([unread.status, unread.text.includes('请逐条读过再勾选')]).toEqual([422, true]);
    expect(unread.text).toContain('章程全文里没有这几个字');
    expect((await owner.submit('/venue/charter', { ...next, ...ticked('') })).text).toContain('请填写所在条款');
    expect((await owner.submit('/venue/charter', { ...next, ...ticked('一、') })).status).toBe(303);
    expect((await owner.get('/venue/charter')).text).toContain('第二版章程');
    expect((await owner.submit('/venue/settings', { venueName: '银河KTV', storeName: '总店' })).status).toBe(303);
    expect((await owner.submit('/venue/settings', { deskName: '收银台' }, '/venue/settings/desks')).status).toBe(303);
    const stores = { newStoreName: '江北店', firstDeskName: '前台' };
    expect((await owner.submit('/venue/settings', stores, '/venue/settings/stores')).status).toBe(303);
    const page = await owner.get('/venue/settings');
    expect(page.html).toContain('银河KTV');
    expect(page.text).toContain('收银台');
    expect(page.text).toContain('江北店');
    const policy = await world.rows(
      "SELECT version FROM policy_version v JOIN store s ON s.id = v.store_id WHERE s.name = '江北店'",
    );
    expect(policy).toEqual([{ version: 1 }]);
  });

  it('enrols another PC and takes an enrolment away, but not that of the PC in use', async () => {
    const owner = await as('OWNER');
    const [desk] = await world.rows<{ id: string }>('SELECT id FROM desk WHERE store_id = ?', [house.store.id]);
    expect((await owner.get('/venue/terminals')).text).toContain('就是这台');
    const office = new Desk(world);
    office.setCookie(TERMINAL_COOKIE, 'unknown PC');
    const person = await as('OWNER', office);
    const enrolled = await person.submit('/venue/terminals', { deskId: desk!.id, terminalName: '二号机' });
    expect(enrolled.status).toBe(303);
    expect(person.cookie(TERMINAL_COOKIE)).not.toBe('unknown PC');
    const page = await owner.get('/venue/terminals');
    expect(page.text).toContain('二号机');
    const own = `/venue/terminals/${house.terminal.id}`;
    expect((await owner.post(`${own}/revoke`, { requestKey: 'r1' })).status).toBe(409);
    const [other] = await world.rows<{ id: string }>("SELECT id FROM terminal WHERE name = '二号机' AND store_id = ?", [
      house.store.id,
    ]);
    expect((await owner.submit('/venue/terminals', {}, `/venue/terminals/${other!.id}/revoke`)).status).toBe(303);
    expect((await owner.get('/venue/terminals')).text).not.toContain('二号机');
  });
});

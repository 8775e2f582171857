import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import { permissions } from '../../src/staff/permissions.js';
import type { Role } from '../../src/staff/roles.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { hire, openHouse, PASSWORD, PIN, type Colleague, type House } from '../support/people.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('looking after the people', (db) => {
  let world: AppWorld;
  let house: House;
  let director: Desk;
  let clerk: Colleague;
  let number = 200;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    director = await signedIn(await hire(house, 'DIR', 'VIP_CENTRE_DIRECTOR', { name: '陈主任' }));
  });
  beforeEach(async () => {
    clerk = await hire(house, `S${(number += 1)}`, 'CLERK', { name: '王丽' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function signedIn(person: Colleague, at = house): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, at.terminalToken);
    expect((await desk.submit('/sign-in', { staffNo: person.staffNo, password: PASSWORD })).status).toBe(303);
    return desk;
  }
  const as = async (role: Role) => signedIn(await hire(house, `R${(number += 1)}`, role));
  const page = (person: Colleague) => `/staff/people/${person.id}`;
  const rolesOf = async (staffNo: string) =>
    (await world.one<{ roles: string }>('SELECT roles FROM staff WHERE staff_no = ?', [staffNo]))?.roles;

  it('adds somebody, who sets their own secrets with the code; a second Enter shows the same code', async () => {
    const typed = { staffNo: `n${number}`, name: '赵敏', phone: '13900001111', role_RECEPTION: '1', role_CLERK: '1' };
    const added = await director.submit('/staff/new', typed, '/staff/people');
    expect(added.status).toBe(200);
    expect(added.text).toMatch(/[2-9A-Z]{5}-[2-9A-Z]{5}/);
    expect(await rolesOf(`N${number}`)).toBe('["CLERK","RECEPTION"]');
    const stored =
      JSON.stringify(await world.rows('SELECT * FROM staff')) +
      JSON.stringify(await world.rows('SELECT * FROM staff_code'));
    expect(stored).not.toContain('13900001111');
    expect(stored).not.toContain(/[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(added.text)![0]);
  });

  it.each([
    [{ staffNo: '' }, '请填写'],
    [{ staffNo: '工号' }, '2 至 12 位'],
    [{ name: '<b>' + '长'.repeat(60) }, '最多 40 个字'],
    [{ phone: '12345' }, '11 位手机号'],
    [{ role_CLERK: '' }, '至少选一个岗位'],
    [{ role_OWNER: '1' }, '同级或更高岗位'],
    [{ role_VIP_CENTRE_DIRECTOR: '1' }, '同级或更高岗位'],
  ])('does not add somebody with %j, and keeps what was typed', async (typed, words) => {
    const given = { staffNo: `q${number}`, name: '赵敏', role_CLERK: '1', ...typed };
    const refused = await director.submit('/staff/new', given, '/staff/people');
    expect([403, 422]).toContain(refused.status);
    expect(refused.text).toContain(words);
    expect(await rolesOf(`Q${number}`)).toBeUndefined();
  });

  it('gives other roles, which hold from the next page on', async () => {
    const desk = await signedIn(clerk);
    expect((await desk.get('/staff')).status).toBe(403);
    const done = await director.submit(
      page(clerk),
      { role_CLERK: '', role_DUTY_SUPERVISOR: '1' },
      `${page(clerk)}/roles`,
    );
    expect(done.status).toBe(303);
    expect((await desk.get('/staff')).status).toBe(200);
  });

  it('resets forgotten secrets: the old ones end at once, and so does every sign-in', async () => {
    const desk = await signedIn(clerk);
    const manager = await as('CUSTOMER_SERVICE_MANAGER');
    const answer = await manager.submit(page(clerk), {}, `${page(clerk)}/reset`);
    const [code = ''] = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(answer.text) ?? [];
    expect((await desk.get('/me')).status).toBe(303);
    expect((await desk.submit('/sign-in', { staffNo: clerk.staffNo, password: PASSWORD })).status).toBe(422);
    const fresh = { password: '新的密码好长呀', passwordAgain: '新的密码好长呀', pin: '739105', pinAgain: '739105' };
    const typed = { ...fresh, password: `${fresh.password}1`, passwordAgain: `${fresh.password}1` };
    expect((await desk.submit('/new-secrets', { staffNo: clerk.staffNo, code, ...typed })).location).toBe('/sign-in');
    expect((await desk.submit('/sign-in', { staffNo: clerk.staffNo, password: typed.password })).status).toBe(303);
    expect((await desk.submit('/new-secrets', { staffNo: clerk.staffNo, code, ...typed })).status).toBe(422);
  });

  it('deactivates, unless something is in the person’s custody', async () => {
    const desk = await signedIn(clerk);
    const keeper = clerk.id;
    let held = true;
    world
      .get(CustodyRegistry)
      .register((_db, id) => Promise.resolve(held && id === keeper ? [{ key: 'staff.badge' }] : []));
    const refused = await director.submit(page(clerk), {}, `${page(clerk)}/deactivate`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('名下还有 1 项保管物品');
    expect((await desk.get('/me')).status).toBe(200);
    held = false;
    expect((await director.submit(page(clerk), {}, `${page(clerk)}/deactivate`)).location).toBe('/staff');
    expect((await desk.get('/me')).status).toBe(303);
  });

  it('lets nobody look after themselves, or whoever ranks as high', async () => {
    const other = await hire(house, `D${number}`, 'VIP_CENTRE_DIRECTOR');
    const [me] = await world.rows<{ id: string }>("SELECT id FROM staff WHERE staff_no = 'DIR'");
    await director.get(page(clerk));
    for (const id of [other.id, me!.id]) {
      for (const act of ['reset', 'deactivate']) {
        const refused = await director.post(`/staff/people/${id}/${act}`, { requestKey: `k${number}${act}${id}` });
        expect([403, 409]).toContain(refused.status);
      }
    }
  });

  it('knows nobody of another store', async () => {
    const second = await openHouse(world, { name: '二店' });
    const stranger = await hire(second, `T${number}`, 'CLERK');
    const manager = await as('CUSTOMER_SERVICE_MANAGER');
    expect((await manager.get(page(stranger))).status).toBe(404);
    await manager.get(page(clerk));
    expect((await manager.post(`${page(stranger)}/reset`, { requestKey: 'k' })).status).toBe(404);
    expect((await manager.get('/staff')).text).not.toContain(stranger.staffNo);
  });

  it('changes own password and PIN with the old password; elsewhere the person is signed out', async () => {
    const desk = await signedIn(clerk);
    const elsewhere = await signedIn(clerk);
    const wrong = { old: 'not it', password: '全新的登录密码', passwordAgain: '全新的登录密码' };
    expect((await desk.submit('/me', wrong, '/me/password')).text).toContain('现在的登录密码不对');
    const right = { old: PASSWORD, password: '全新的登录密码呀', passwordAgain: '全新的登录密码呀' };
    expect((await desk.submit('/me', right, '/me/password')).location).toBe('/me');
    expect((await desk.get('/me')).status).toBe(200);
    expect((await elsewhere.get('/me')).status).toBe(303);
    const pin = { old: right.password, pin: '739105', pinAgain: '739105' };
    expect((await desk.submit('/me', pin, '/me/pin')).location).toBe('/me');
    expect((await desk.submit('/switch', { who: clerk.staffNo, pin: PIN })).status).toBe(422);
    expect((await desk.submit('/switch', { who: clerk.staffNo, pin: '739105' })).status).toBe(303);
  });

  it('shows the very table the doors go by', async () => {
    const table = await director.get('/staff/permissions');
    for (const permission of Object.keys(permissions)) expect(table.text).toContain(permission);
  });

  it('journals an act of a role that may not, when it is tried', async () => {
    const desk = await signedIn(clerk);
    await desk.get('/me');
    expect((await desk.post('/staff/people', { staffNo: 'x1' })).status).toBe(403);
    const rows = await world.rows('SELECT kind, outcome FROM journal_entry WHERE actor_id = ? AND outcome = ?', [
      clerk.id,
      'REFUSED',
    ]);
    expect(rows).toEqual([{ kind: 'staff.manage', outcome: 'REFUSED' }]);
  });
});

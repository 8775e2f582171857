import { SESSION_COOKIE, TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { StaffService } from '../../src/staff/staff.service.js';
import { TerminalsService } from '../../src/venue/terminals.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { given, hire, openHouse, PASSWORD, type Colleague, type House } from '../support/people.js';
import { openWorld, type AppWorld } from '../support/world.js';

const MINUTE = 60_000;

describeOnBothDatabases('coming in', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Colleague;
  let li: Colleague;
  let number = 100;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
  });
  beforeEach(async () => {
    world.clock.advance(60 * MINUTE);
    wang = await hire(house, `A${(number += 1)}`, 'CLERK', { name: '王丽' });
    li = await hire(house, `A${(number += 1)}`, 'DUTY_SUPERVISOR', { name: '李强' });
  });
  afterAll(() => world.close());

  function counterPc(): Desk {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, house.terminalToken);
    return desk;
  }
  async function signedIn(person = wang, desk = counterPc()): Promise<Desk> {
    const page = await desk.submit('/sign-in', { staffNo: person.staffNo, password: PASSWORD });
    expect(page.status).toBe(303);
    return desk;
  }
  const journal = (kind: string, actor: string) =>
    world.rows<{ outcome: string; result: string }>(
      'SELECT outcome, result FROM journal_entry WHERE kind = ? AND actor_id = ? ORDER BY seq',
      [kind, actor],
    );

  it('sends a stranger to the sign-in and back to where they wanted to go', async () => {
    const desk = counterPc();
    const page = await desk.get('/me');
    expect(page).toMatchObject({ status: 303, location: '/sign-in?next=%2Fme' });
    const done = await desk.submit(page.location!, { staffNo: wang.staffNo, password: PASSWORD }, '/sign-in');
    expect(done).toMatchObject({ status: 303, location: '/me' });
    expect((await desk.follow(done)).status).toBe(200);
    expect(await journal('staff.signIn', wang.id)).toMatchObject([{ outcome: 'NOTED' }]);
  });

  it('does not lead away from the house afterwards', async () => {
    const desk = counterPc();
    const done = await desk.submit(
      '/sign-in?next=//evil.example',
      { staffNo: wang.staffNo, password: PASSWORD },
      '/sign-in',
    );
    expect(done.location).toBe('/');
  });

  it('refuses a wrong password with the same words as a wrong number, and journals it without what was typed', async () => {
    const desk = counterPc();
    const wrong = await desk.submit('/sign-in', { staffNo: wang.staffNo, password: 'not my password' });
    const unknown = await desk.submit('/sign-in', { staffNo: 'secret123', password: 'not my password' });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(wrong.text).toContain('工号或登录密码'.slice(0, 2));
    expect(wrong.html).not.toContain('not my password');
    expect(await journal('staff.signIn', wang.id)).toEqual([
      { outcome: 'REFUSED', result: JSON.stringify({ code: 'staff.signIn.refused' }) },
    ]);
    const leaks = await world.rows(
      "SELECT seq FROM journal_entry WHERE result LIKE '%secret123%' OR result LIKE '%my password%'",
    );
    expect(leaks).toEqual([]);
  });

  it('gives no session to a visitor, a new one at each sign-in, and keeps only its hash', async () => {
    const desk = counterPc();
    await desk.get('/sign-in');
    expect(desk.cookie(SESSION_COOKIE)).toBeUndefined();
    desk.setCookie(SESSION_COOKIE, 'planted-by-somebody-else');
    await signedIn(wang, desk);
    expect(desk.cookie(SESSION_COOKIE)).not.toBe('planted-by-somebody-else');
    expect(desk.cookie(SESSION_COOKIE)!.length).toBeGreaterThanOrEqual(22);
  });

  it('refuses a form without its proof, or with that of another visitor', async () => {
    const fields = { staffNo: wang.staffNo, password: PASSWORD };
    expect((await counterPc().post('/sign-in', fields)).status).toBe(403);
    const desk = await signedIn();
    const other = await signedIn(li);
    await other.get('/me');
    expect((await other.post('/sign-out', { _csrf: 'forged' })).status).toBe(403);
    await desk.get('/me');
    expect(
      (await desk.post('/sign-out', {}, { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
  });

  it('signs out, and leaves nothing of the evening in the browser but the enrolment of the PC', async () => {
    const desk = await signedIn();
    const cookie = desk.cookie(SESSION_COOKIE)!;
    await desk.get('/me');
    const out = await desk.post('/sign-out');
    expect(out).toMatchObject({ status: 303, location: '/sign-in' });
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(desk.cookie(TERMINAL_COOKIE)).toBe(house.terminalToken);
    desk.setCookie(SESSION_COOKIE, cookie);
    expect((await desk.get('/me')).location).toBe('/sign-in?next=%2Fme');
  });

  it('ends at once when the person is deactivated, or the PC is revoked', async () => {
    const desk = await signedIn();
    const phone = await signedIn(wang, new Desk(world));
    await given(world, house.store.id, (tx) =>
      world
        .get(StaffService)
        .deactivate(tx, ['OWNER'], wang.id)
        .then(() => null),
    );
    expect((await desk.get('/me')).status).toBe(303);
    expect((await phone.get('/me')).status).toBe(303);
    const second = await openHouse(world, { name: '二店' });
    const zhao = await hire(second, `B${(number += 1)}`, 'CLERK');
    const there = new Desk(world);
    there.setCookie(TERMINAL_COOKIE, second.terminalToken);
    await signedIn(zhao, there);
    await given(world, second.store.id, (tx) =>
      world
        .get(TerminalsService)
        .revoke(tx, second.terminal.id)
        .then(() => null),
    );
    expect((await there.get('/me')).status).toBe(303);
  });

  it('is not for the people of another store, save those who work in all of them', async () => {
    const second = await openHouse(world, { name: '三店' });
    const clerk = await hire(second, `C${(number += 1)}`, 'CLERK');
    const finance = await hire(second, `C${(number += 1)}`, 'FINANCE');
    const refused = await counterPc().submit('/sign-in', { staffNo: clerk.staffNo, password: PASSWORD });
    expect(refused.status).toBe(403);
    await signedIn(finance);
  });

  it('keeps language and theme in the browser', async () => {
    const desk = counterPc();
    await desk.get('/sign-in');
    expect((await desk.post('/preferences', { locale: 'en', back: '/sign-in' })).location).toBe('/sign-in');
    expect((await desk.get('/sign-in')).text).toContain('Sign in');
    await desk.post('/preferences', { theme: 'light', back: '//evil.example' });
    expect((await desk.get('/sign-in')).html).toContain('data-theme="light"');
  });
});

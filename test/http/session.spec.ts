import { SESSION_COOKIE, TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { StaffService } from '../../src/staff/staff.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { postForm } from '../support/html.js';
import { given, hire, openHouse, PASSWORD, PIN, type Colleague, type House } from '../support/people.js';
import { openWorld, type AppWorld } from '../support/world.js';

const MINUTE = 60_000;

describeOnBothDatabases('staying at the desk', (db) => {
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

  it('locks after a quarter of an hour and opens with the PIN of the same person', async () => {
    const desk = await signedIn();
    world.clock.advance(15 * MINUTE - 1);
    expect((await desk.get('/me')).status).toBe(200);
    world.clock.advance(15 * MINUTE);
    const shut = await desk.get('/me');
    expect(shut.location).toBe('/unlock?next=%2Fme');
    expect((await desk.follow(shut)).text).toContain('王丽');
    expect((await desk.submit(shut.location!, { pin: '999000' }, '/unlock')).status).toBe(422);
    const open = await desk.submit(shut.location!, { pin: PIN }, '/unlock');
    expect(open.location).toBe('/me');
    expect((await desk.follow(open)).status).toBe(200);
  });

  it('keeps what was sent while it was locked, and does it after one more Enter', async () => {
    const desk = await signedIn();
    await desk.get('/me');
    world.clock.advance(16 * MINUTE);
    const sent = { date: '2026-11-20', requestKey: 'key-of-the-form', cosignPassword: '739105' };
    const shut = await desk.post('/venue/day/open', sent);
    expect(shut.status).toBe(423);
    expect(shut.html).toContain('key-of-the-form');
    expect(shut.html).not.toContain('739105');
    const open = await desk.post('/unlock', { ...postForm(shut.html, '/unlock').fields, pin: PIN });
    const kept = postForm(open.html, '/venue/day/open').fields;
    expect(kept).toMatchObject({ date: '2026-11-20', requestKey: 'key-of-the-form' });
    expect((await desk.post('/venue/day/open', kept)).status).toBe(409);
  });

  it('keeps no old or new secret that was sent while it was locked', async () => {
    const desk = await signedIn();
    await desk.get('/me');
    world.clock.advance(16 * MINUTE);
    const shut = await desk.post('/me/pin', { old: PASSWORD, pin: '739105', pinAgain: '739105' });
    expect(shut.location).toBe('/unlock?next=%2F');
    expect((await desk.follow(shut)).html).not.toContain('739105');
  });

  it('ends a session after twelve hours, whatever was pressed', async () => {
    const desk = await signedIn();
    for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
      expect((await desk.get('/me')).status).toBe(200);
      world.clock.advance(10 * MINUTE);
    }
    expect((await desk.get('/me')).location).toBe('/sign-in?next=%2Fme');
  });

  describe('another person at the same PC', () => {
    it('takes over with number and PIN, on the same page', async () => {
      const desk = await signedIn();
      const before = desk.cookie(SESSION_COOKIE);
      const done = await desk.submit('/switch?next=/me', { who: li.staffNo.toLowerCase(), pin: PIN }, '/switch');
      expect(done).toMatchObject({ status: 303, location: '/me' });
      expect((await desk.follow(done)).text).toContain('李强');
      expect(desk.cookie(SESSION_COOKIE)).not.toBe(before);
      expect(await journal('staff.switch', li.id)).toMatchObject([{ outcome: 'NOTED' }]);
    });

    it('leads back to the page it was asked for on, and to no other house', async () => {
      const desk = await signedIn();
      const from = async (referer: string) => {
        const page = await desk.get('/switch', { referer });
        return postForm(page.html, '/switch').fields['next'];
      };
      expect(await from('http://127.0.0.1:3000/me')).toBe('/me');
      expect(await from('http://evil.example/me')).toBe('/');
    });

    it('takes over with a swiped badge, also from a locked screen', async () => {
      await given(world, house.store.id, (tx) =>
        world
          .get(StaffService)
          .giveBadge(tx, ['OWNER'], li.id, `BADGE-${li.staffNo}`)
          .then(() => null),
      );
      const desk = await signedIn();
      world.clock.advance(16 * MINUTE);
      const done = await desk.submit('/switch?next=/me', { who: `BADGE-${li.staffNo}` }, '/switch');
      expect((await desk.follow(done)).text).toContain('李强');
    });

    it('does not by number alone, nor by a wrong PIN, nor where nobody has signed in', async () => {
      const desk = await signedIn();
      expect((await desk.submit('/switch', { who: li.staffNo })).status).toBe(422);
      expect((await desk.submit('/switch', { who: li.staffNo, pin: '999000' })).status).toBe(422);
      expect((await counterPc().get('/switch')).location).toBe('/sign-in?next=%2F');
      expect((await desk.get('/me')).text).toContain('王丽');
    });

    it('does not at a PC that nobody enrolled', async () => {
      const phone = await signedIn(wang, new Desk(world));
      expect((await phone.get('/switch')).location).toBe('/sign-in?next=%2F');
    });
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDLE_MS, SessionStore } from '../../src/platform/http/session-store.js';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { projectRoot } from '../../src/platform/settings/paths.js';
import { type Role, ROLES } from '../../src/staff/roles.js';
import { describeOnSqlite } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { type Colleague, hire, type House, openHouse } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { lineOf, type Route, routesOf } from './routes.js';

const matrixFile = join(projectRoot, 'test/http/access-matrix.txt');
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** The address with something in the place of its parameters that belongs to nobody. */
const address = ({ path }: Route) => path.replaceAll(/:[A-Za-z]+/g, NOBODY);
const isForPeople = ({ access }: Route) => access?.kind === 'permission' || access?.kind === 'signedIn';

describeOnSqlite('every door of the house', (db) => {
  let world: AppWorld;
  let house: House;
  let routes: Route[];
  const colleagues = new Map<Role, Colleague>();

  /** A desk where somebody of this role is signed in; it has opened a page, so it holds a proof for its forms. */
  async function deskOf(role: Role): Promise<Desk> {
    const colleague = colleagues.get(role);
    if (!colleague) throw new Error(`nobody is ${role}`);
    const desk = new Desk(world);
    desk.setCookie(SESSION_COOKIE, await world.get(SessionStore).create(colleague.id, house.terminal.id));
    await desk.get('/me');
    return desk;
  }

  const knock = (desk: Desk, route: Route, headers: Record<string, string> = {}) =>
    route.method === 'GET' ? desk.get(address(route), headers) : desk.post(address(route), {}, headers);

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    for (const [index, role] of ROLES.entries()) colleagues.set(role, await hire(house, String(8100 + index), role));
    routes = routesOf(world);
  });
  afterAll(() => world.close());

  it('stands in the checked-in matrix, with who may come through', () => {
    const lines = routes.map(lineOf);
    if (process.env['WRITE_ACCESS_MATRIX']) writeFileSync(matrixFile, `${lines.join('\n')}\n`);
    expect(lines).toEqual(readFileSync(matrixFile, 'utf8').trim().split('\n'));
    expect(lines.filter((line) => line.includes('NOBODY THOUGHT'))).toEqual([]);
  });

  it.each(ROLES)('lets %s through its own doors and no other, and never stumbles', async (role) => {
    const desk = await deskOf(role);
    const wrong: string[] = [];
    for (const route of routes.filter(({ access }) => access?.kind === 'permission')) {
      const { status } = await knock(desk, route);
      const expected = route.roles.includes(role) ? 'through' : 'refused';
      const actual = status === 403 ? 'refused' : 'through';
      if (actual !== expected || status >= 500) wrong.push(`${lineOf(route)} answered ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('sends a stranger to the sign-in page', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(isForPeople)) {
      const { status, location } = await knock(new Desk(world), route);
      if (status !== 303 || !location?.startsWith('/sign-in')) wrong.push(`${lineOf(route)} answered ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('takes no form that a page of ours did not make', async () => {
    const desk = await deskOf('OWNER');
    const wrong: string[] = [];
    for (const route of routes.filter((each) => each.method !== 'GET' && isForPeople(each))) {
      const answers = [
        await desk.post(address(route), { _csrf: 'made-up' }),
        await desk.post(address(route), {}, { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }),
        await desk.post(address(route), {}, { 'sec-fetch-site': 'same-site' }),
      ];
      if (answers.some(({ status }) => status !== 403))
        wrong.push(`${lineOf(route)}: ${answers.map((a) => a.status).join()}`);
    }
    expect(wrong).toEqual([]);
  });

  it('asks for a till’s key where a till comes in', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ access }) => access?.kind === 'device')) {
      const answers = [
        await knock(new Desk(world), route),
        await knock(new Desk(world), route, { authorization: 'Bearer made-up' }),
        await knock(await deskOf('OWNER'), route),
      ];
      if (answers.some(({ status }) => status !== 401))
        wrong.push(`${lineOf(route)}: ${answers.map((a) => a.status).join()}`);
    }
    expect(wrong).toEqual([]);
  });

  it('changes nothing when it is only read', async () => {
    const rows = () => world.one<{ n: number }>('SELECT COUNT(*) AS n FROM journal_entry');
    const before = await rows();
    const desk = await deskOf('VIP_CENTRE_DIRECTOR');
    for (const route of routes.filter(({ method }) => method === 'GET')) await knock(desk, route);
    expect(await rows()).toEqual(before);
  });

  it('shuts after a quarter of an hour without a key pressed', async () => {
    const desk = await deskOf('CLERK');
    world.clock.advance(IDLE_MS);
    expect((await desk.get('/')).location).toMatch(/^\/unlock/);
  });
});

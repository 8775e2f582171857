import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import type { Role } from '../../src/staff/roles.js';
import { crawl } from '../support/crawler.js';
import type { TestDatabase } from '../support/databases.js';
import { furnish } from '../support/furnished.js';
import { Desk } from '../support/http.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import type { Guest } from '../support/points.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { type Route, routesOf } from './routes.js';

export const CREW: readonly Role[] = [
  'CLERK',
  'DUTY_SUPERVISOR',
  'CUSTOMER_SERVICE_MANAGER',
  'VIP_CENTRE_DIRECTOR',
  'FINANCE',
  'GENERAL_AFFAIRS',
  'OWNER',
];

/** A furnished house with somebody of each role that types much, for stories that try every door. */
export class Crew {
  private constructor(
    readonly world: AppWorld,
    readonly house: House,
    readonly routes: readonly Route[],
    readonly member: Guest,
    private readonly people: ReadonlyMap<Role, Colleague>,
  ) {}

  static async open(db: TestDatabase): Promise<Crew> {
    const world = await openWorld(db, { at: '2026-11-20T21:35' });
    const house = await openHouse(world);
    const people = new Map<Role, Colleague>();
    for (const [index, role] of CREW.entries()) people.set(role, await hire(house, String(8100 + index), role));
    const member = await furnish(
      { world, house, clerk: people.get('CLERK')! },
      at(house, people.get('DUTY_SUPERVISOR')!),
    );
    return new Crew(world, house, routesOf(world), member, people);
  }

  /** A desk where somebody of this role is signed in; nobody without one. It has opened a page, so it holds a proof for its forms. */
  async deskOf(role: Role | undefined, page = '/'): Promise<Desk> {
    const desk = new Desk(this.world);
    const colleague = role && this.people.get(role);
    const { terminal } = this.house;
    if (colleague) desk.setCookie(SESSION_COOKIE, await this.world.get(SessionStore).create(colleague.id, terminal.id));
    await desk.get(page);
    return desk;
  }

  /** Somebody of the crew who may come through. */
  someoneFor({ roles }: Route): Role {
    return roles.find((role) => this.people.has(role)) ?? 'OWNER';
  }

  /** What somebody of this role comes to by following links. */
  async explore(role: Role | undefined) {
    const isStart = ({ method, path }: Route) => method === 'GET' && !path.includes(':') && !path.startsWith('/api');
    return crawl(
      await this.deskOf(role),
      this.routes.filter(isStart).map(({ path }) => path),
    );
  }
}

import { uuidv7 } from 'uuidv7';
import type { Role } from '../../src/staff/roles.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import type { FoundForm } from '../support/crawler.js';
import type { TestDatabase } from '../support/databases.js';
import { goodValue, hostileShapes, hostileValues, unreadable } from '../support/hostile.js';
import type { Page } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';
import { CREW, Crew } from './crew.js';

/** Whoever sends these is out of the house, so they come last. */
const LAST = /\/(sign-out|deactivate|revoke|reset|roles|close|password|pin)$/;
const DAY = 86_400_000;
const PATIENCE = 600_000;
const MANY = 24;
const HANDFUL = 6;

/** Sends what no clerk would into every field of every form. Each database has a file of its own, for it takes minutes. */
export function tellOfHostileHands(db: TestDatabase): void {
  let crew: Crew;
  let day = 20;
  // The rules are the same on both databases; what a database itself might choke on (`deep`) is asked of both.
  const forms = new Map<string, { role: Role | undefined; form: FoundForm }>();

  beforeAll(async () => {
    crew = await Crew.open(db);
    for (const role of [undefined, ...CREW]) {
      for (const form of (await crew.explore(role)).forms) {
        const key = `${form.pattern} ${Object.keys(form.fields).toSorted().join()}`;
        if (!forms.has(key)) forms.set(key, { role, form });
      }
    }
  });
  afterAll(() => crew.world.close());

  const bodyOf = ({ fields }: FoundForm, hostile: readonly string[], text: string) =>
    Object.entries(fields)
      .filter(([name]) => name !== '_csrf' && !hostile.includes(name))
      .map(([name, shown]) => {
        const good = name === 'requestKey' ? uuidv7() : goodValue(name, shown);
        return `${encodeURIComponent(name)}=${encodeURIComponent(good)}`;
      })
      .concat(text)
      .join('&');

  const wrongWith = ({ status, html, headers }: Page): string | undefined => {
    if (status >= 500) return `answered ${status}`;
    if (/<script>alert|\[object /.test(html)) return `came through to the page with ${status}`;
    const type = headers['content-type'];
    const isText = typeof type === 'string' && type.startsWith('text/');
    return status >= 400 && isText && html.trim() === '' ? `says nothing with ${status}` : undefined;
  };

  /** The fields filled together: one, but a handful on a page of rules, where each field is judged by itself. */
  const handfuls = ({ fields }: FoundForm) => {
    const names = Object.keys(fields).filter((name) => name !== '_csrf');
    const size = names.length > MANY ? HANDFUL : 1;
    return Array.from({ length: Math.ceil(names.length / size) }, (_, nth) =>
      names.slice(nth * size, (nth + 1) * size),
    );
  };

  /** Every way to fill them. How a body is read is no matter of the field: that is asked of each form's first ones. */
  const askedOf = (names: readonly string[], isFirst: boolean) => {
    const all = [...hostileValues, ...(isFirst ? unreadable : [])];
    const values = db.kind === 'sqlite' && !names.includes('requestKey') ? all : all.filter(({ deep }) => deep);
    // nor of the database
    const shapes = db.kind === 'sqlite' && isFirst ? hostileShapes : [];
    const each = (write: (name: string) => string) => names.map((name) => write(encodeURIComponent(name))).join('&');
    return [
      ...values.map(({ what, encoded }) => ({ what, text: each((name) => `${name}=${encoded}`) })),
      ...shapes.map(({ what, write }) => ({ what, text: each(write) })),
    ];
  };

  async function attack(role: Role | undefined, form: FoundForm): Promise<string[]> {
    await reopenDay();
    const desk = await crew.deskOf(role, form.page);
    const wrong: string[] = [];
    for (const [index, names] of handfuls(form).entries()) {
      for (const { what, text } of askedOf(names, index === 0)) {
        const fault = wrongWith(await desk.postText(form.action, bodyOf(form, names, text)));
        if (fault) wrong.push(`${form.pattern} ${names.join(', ')}: ${what} ${fault}`);
      }
    }
    return wrong;
  }

  /** A hostile hand may have closed it. */
  async function reopenDay(): Promise<void> {
    const { world, house } = crew;
    const days = world.get(BusinessDaysService);
    await given(world, house.store.id, async (tx) => {
      if (await days.current(tx, house.store.id)) return null;
      day += 1;
      world.clock.advance(DAY);
      return days.open(tx, `2026-11-${day}`);
    });
  }

  it('find the forms of the house', () => {
    expect(new Set([...forms.values()].map(({ form }) => form.pattern)).size).toBeGreaterThan(30);
  });

  it(
    'get a sentence for every field of every form, never an error page',
    async () => {
      const isLast = ({ form }: { form: FoundForm }) => LAST.test(form.pattern);
      const found = [...forms.values()];
      const wrong: string[] = [];
      for (const { role, form } of [...found.filter((each) => !isLast(each)), ...found.filter(isLast)])
        wrong.push(...(await attack(role, form)));
      expect(wrong).toEqual([]);
      await expectBooksToBalance(crew.world);
    },
    PATIENCE,
  );
}

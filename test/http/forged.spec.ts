import { uuidv7 } from 'uuidv7';
import { patternOf } from '../support/crawler.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { hostileIds, hostileJson } from '../support/hostile.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { issueKey } from '../support/till.js';
import { Crew } from './crew.js';

describeOnBothDatabases('hostile hands at the address line and at the till’s door', (db) => {
  let crew: Crew;
  const pages = new Set<string>();
  // what is no text at all a database might choke on; the rest is refused before it is asked
  const ids = db.kind === 'sqlite' ? hostileIds : hostileIds.slice(0, 5);
  beforeAll(async () => {
    crew = await Crew.open(db);
    for (const page of (await crew.explore('VIP_CENTRE_DIRECTOR')).pages) pages.add(page);
  });
  afterAll(() => crew.world.close());

  it('get a sentence from the till’s door too', async () => {
    const authorization = `Bearer ${await issueKey(crew.world, crew.house.store.id, 'till-2')}`;
    const tenders = [{ kind: 'CASH', amountFen: 1 }];
    const slip = {
      slipNo: 'H-9',
      roomNo: 'K1',
      visitNo: 'V',
      settledAt: '2026-11-20T20:00:00+08:00',
      lines: [],
      tenders,
    };
    const doors: [string, object][] = [
      ['/slips', slip],
      ['/slips/H-1/refunds', { refundNo: 'R-1', tenders }],
      ['/slips/H-2/replacements', { ...slip, slipNo: 'H-8' }],
      [`/cards/${crew.member.cardNo}/points`, { slipNo: 'H-9' }],
      [`/cards/${crew.member.cardNo}/redemptions`, { itemCode: 'CUP', quantity: 1 }],
    ];
    const odd = [...hostileJson, null, [], {}, true, 1e21, -1, 0.5];
    const wrong: string[] = [];
    for (const [path, body] of doors) {
      for (const name of Object.keys(body)) {
        for (const value of odd) {
          const headers = { host: '127.0.0.1:3000', authorization, 'idempotency-key': uuidv7() };
          const payload = { ...body, [name]: value };
          const { statusCode } = await crew.world.app.inject({
            method: 'POST',
            url: `/api/v1${path}`,
            headers,
            payload,
          });
          if (statusCode >= 500)
            wrong.push(`${path} ${name}: ${JSON.stringify(value).slice(0, 20)} answered ${statusCode}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    await expectBooksToBalance(crew.world);
  }, 120_000);

  it('find nothing behind a forged address', async () => {
    const key = await issueKey(crew.world, crew.house.store.id);
    const wrong: string[] = [];
    for (const route of crew.routes.filter(({ path }) => path.includes(':'))) {
      const isMachine = route.access?.kind === 'device';
      const desk = isMachine ? new Desk(crew.world) : await crew.deskOf(crew.someoneFor(route));
      const headers: Record<string, string> = isMachine
        ? { authorization: `Bearer ${key}`, 'idempotency-key': uuidv7() }
        : {};
      for (const id of ids) {
        const address = route.path.replaceAll(/:[A-Za-z]+/g, id);
        const { status } =
          route.method === 'GET' ? await desk.get(address, headers) : await desk.postText(address, '', headers);
        const refused = status >= 400 && status < 500;
        if (!refused) wrong.push(`${route.method} ${route.path} with ${id.slice(0, 20)} answered ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('find nothing behind a forged question', async () => {
    const wrong: string[] = [];
    for (const page of new Set([...pages].map(patternOf))) {
      const desk = await crew.deskOf('VIP_CENTRE_DIRECTOR');
      const address = [...pages].find((each) => patternOf(each) === page)?.split('?')[0] ?? '/';
      for (const id of ids.slice(0, 8)) {
        const question = [
          'page',
          'before',
          'after',
          'filter',
          'from',
          'to',
          'day',
          'date',
          'q',
          'kind',
          'actor',
          'cursor',
        ]
          .map((name) => `${name}=${id}`)
          .join('&');
        const { status } = await desk.get(`${address}?${question}`);
        if (status >= 500) wrong.push(`${page}?${id.slice(0, 20)} answered ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});

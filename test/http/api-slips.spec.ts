import { bill } from '../support/bills.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openHouse, type House } from '../support/people.js';
import { issueKey, Till } from '../support/till.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('a till sends its slips', (db) => {
  let world: AppWorld;
  let house: House;
  let till: Till;

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    till = new Till(world, await issueKey(world, house.store.id));
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('is heard once: 201, the same again 200, also under another key', async () => {
    const sent = bill();
    expect(await till.post('/slips', sent, 'k1')).toEqual({
      status: 201,
      body: { slipNo: sent.slipNo, arrival: 'NEW' },
    });
    expect(await till.post('/slips', sent, 'k1')).toEqual({
      status: 200,
      body: { slipNo: sent.slipNo, arrival: 'NEW' },
    });
    expect(await till.post('/slips', sent, 'k2')).toEqual({
      status: 200,
      body: { slipNo: sent.slipNo, arrival: 'SAME' },
    });
  });

  it('is refused a key that it used for another slip', async () => {
    await till.post('/slips', bill(), 'k3');
    expect(await till.post('/slips', bill(), 'k3')).toMatchObject({ status: 422, body: { code: 'api.keyReused' } });
  });

  it('is refused without a key, or with one that is none', async () => {
    for (const key of [null, 'with blank', 'x'.repeat(65), '钥匙']) {
      const answer = await till.post('/slips', bill(), key === '钥匙' ? 'é' : key);
      expect(answer).toMatchObject({ status: 400, body: { code: 'api.keyRequired' } });
    }
  });

  it('may let an open bill grow, and not change a settled one: that is listed, once', async () => {
    const open = bill({ settledAt: null });
    await till.post('/slips', open);
    const settled = { ...open, settledAt: '2026-11-20T21:00:00+08:00' };
    expect((await till.post('/slips', settled)).body['arrival']).toBe('NEWER');
    const other = { ...settled, tenders: [{ kind: 'CASH', amountFen: 86_000 }] };
    for (const key of ['conflict', 'conflict', 'again']) {
      const answer = await till.post('/slips', other, key);
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'api.slipConflict', params: { slipNo: open.slipNo } },
      });
    }
    expect(await world.one('SELECT count(*) AS n FROM slip_conflict')).toEqual({ n: 1 });
  });

  it.each<[string, object, string]>([
    ['a fraction of a fen', { tenders: [{ kind: 'CASH', amountFen: 1.5 }] }, 'tenders.0.amountFen'],
    ['an amount as text', { tenders: [{ kind: 'CASH', amountFen: '86000' }] }, 'tenders.0.amountFen'],
    ['less than nothing', { lines: [{ kind: 'ROOM', listFen: 0, chargedFen: -1 }] }, 'lines.0.chargedFen'],
    ['thirty digits', { tenders: [{ kind: 'CASH', amountFen: 1e30 }] }, 'tenders.0.amountFen'],
    ['a payment nobody knows', { tenders: [{ kind: 'SHELLS', amountFen: 1 }] }, 'tenders.0.kind'],
    ['a time without offset', { settledAt: '2026-11-20T20:15:00' }, 'settledAt'],
    ['a field nobody asked for', { tip: 5 }, 'tip'],
    ['no number', { slipNo: '' }, 'slipNo'],
    ['no time at all', { settledAt: undefined }, 'settledAt'],
  ])('is told which field is wrong: %s', async (_, wrong, field) => {
    expect(await till.post('/slips', bill(wrong))).toMatchObject({
      status: 422,
      body: { code: 'api.invalid', params: { field } },
    });
  });

  it.each([
    ['{"slipNo":', 400],
    ['[]', 422],
    ['null', 422],
    ['"slip"', 422],
    ['', 400],
  ])('is refused the body %s', async (body, status) => {
    expect((await till.post('/slips', body)).status).toBe(status);
  });

  it('is refused a number with NUL, and a settlement next year', async () => {
    expect((await till.post('/slips', bill({ slipNo: 'A\u0000B' }))).body).toMatchObject({ code: 'slips.no.invalid' });
    expect((await till.post('/slips', bill({ settledAt: '2027-11-20T20:15:00+08:00' }))).body).toMatchObject({
      code: 'api.settledInFuture',
    });
  });
});

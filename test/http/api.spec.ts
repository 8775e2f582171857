import { DeviceKeys } from '../../src/devices/device-keys.service.js';
import { grantPoints, offerGift, type Stocked } from '../support/gifts.js';
import { Desk } from '../support/http.js';
import { bill } from '../support/bills.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { guest, type Guest } from '../support/points.js';
import { openHouse, type House } from '../support/people.js';
import { issueKey, Till } from '../support/till.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('a till speaks to the desk', (db) => {
  let world: AppWorld;
  let house: House;
  let till: Till;
  let member: Guest;
  let cup: Stocked;

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    till = new Till(world, await issueKey(world, house.store.id));
    member = await guest({ world, house }, { phone: '13812345678' });
    cup = await offerGift(house, { code: 'CUP', pointsPrice: 10, setAside: 3 });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const balance = async () => (await till.get(`/cards/${member.cardNo}`)).body['pointsBalance'];

  it('is told what it may do by a document that anyone can read', async () => {
    const page = await new Desk(world).get('/api/v1/openapi.yaml');
    expect(page.html).toContain('openapi: 3.1.0');
  });

  describe('with points', () => {
    it('credits a slip to a card once, and shows how it came to it', async () => {
      const sent = bill();
      await till.post('/slips', sent);
      const first = await till.post(`/cards/${member.cardNo}/points`, { slipNo: sent.slipNo }, 'credit-1');
      expect(first).toMatchObject({
        status: 201,
        body: { cardNo: member.cardNo, points: 86, pointsBefore: 0, pointsBalance: 86 },
      });
      expect(await till.post(`/cards/${member.cardNo}/points`, { slipNo: sent.slipNo }, 'credit-1')).toEqual({
        ...first,
        status: 200,
      });
      const again = await till.post(`/cards/${member.cardNo}/points`, { slipNo: sent.slipNo }, 'credit-2');
      expect(again).toMatchObject({ status: 409, body: { code: 'points.slip.used' } });
      expect((await till.get(`/cards/${member.cardNo}/transfers`)).body).toMatchObject({
        transfers: [
          {
            kind: 'points.credited',
            amount: 86,
            documentNo: first.body['documentNo'],
            at: expect.stringMatching(/\+08:00$/),
          },
        ],
        nextCursor: null,
      });
    });

    it('takes points back with a refund, once, and counts again for the slip that replaces it', async () => {
      const sent = bill();
      await till.post('/slips', sent);
      await till.post(`/cards/${member.cardNo}/points`, { slipNo: sent.slipNo });
      const before = Number(await balance());
      const refund = { refundNo: `R-${sent.slipNo}`, tenders: [{ kind: 'WECHAT_PAY', amountFen: 10_000 }] };
      expect((await till.post(`/slips/${sent.slipNo}/refunds`, refund, 'refund')).status).toBe(201);
      expect((await till.post(`/slips/${sent.slipNo}/refunds`, refund, 'refund')).status).toBe(200);
      expect((await till.post(`/slips/${sent.slipNo}/refunds`, refund, 'refund-other-key')).status).toBe(200);
      expect(await balance()).toBe(before - 10);
      const better = bill({
        lines: [{ kind: 'ROOM', listFen: 50_000, chargedFen: 50_000 }],
        tenders: [{ kind: 'CASH', amountFen: 50_000 }],
      });
      expect((await till.post(`/slips/${sent.slipNo}/replacements`, better, 'replace')).status).toBe(201);
      expect((await till.post(`/slips/${sent.slipNo}/replacements`, better, 'replace')).status).toBe(200);
      expect(await balance()).toBe(before - 86 + 50);
    });

    it('redeems while there is a piece and a point, and neither moves alone', async () => {
      await grantPoints(house, member.membershipId, 100);
      const before = Number(await balance());
      const path = `/cards/${member.cardNo}/redemptions`;
      const first = await till.post(path, { itemCode: 'cup', quantity: 2 }, 'cups');
      expect(first).toMatchObject({
        status: 201,
        body: { itemCode: 'CUP', quantity: 2, points: 20, pointsBalance: before - 20 },
      });
      expect(await till.post(path, { itemCode: 'cup', quantity: 2 }, 'cups')).toEqual({ ...first, status: 200 });
      expect(await till.post(path, { itemCode: 'CUP', quantity: 2 })).toMatchObject({
        status: 409,
        body: { code: 'gifts.stock.short' },
      });
      expect(await till.post(path, { itemCode: 'TEAPOT', quantity: 1 })).toMatchObject({
        status: 404,
        body: { code: 'gifts.unknown' },
      });
      expect(await balance()).toBe(before - 20);
      expect(cup.offerId).not.toBe('');
    });

    it('turns the pages of what moved, without a gap or a repeat', async () => {
      const ids: unknown[] = [];
      let cursor = '';
      for (let page = 0; page < 20 && (page === 0 || cursor !== ''); page += 1) {
        const { body } = await till.get(`/cards/${member.cardNo}/transfers?limit=2${cursor && `&cursor=${cursor}`}`);
        ids.push(...(body['transfers'] as { id: string }[]).map(({ id }) => id));
        cursor = typeof body['nextCursor'] === 'string' ? body['nextCursor'] : '';
      }
      const all = (await till.get(`/cards/${member.cardNo}/transfers`)).body['transfers'] as { id: string }[];
      expect(ids).toEqual(all.map(({ id }) => id));
      expect(ids.length).toBeGreaterThan(3);
    });

    it('knows no card that is not there', async () => {
      expect(await till.get('/cards/8899999999')).toMatchObject({ status: 404, body: { code: 'api.cardUnknown' } });
      expect((await till.post('/cards/8899999999/points', { slipNo: 'T-1' })).status).toBe(404);
    });
  });

  describe('about members', () => {
    it('sees them masked, by phone, tail and card', async () => {
      for (const q of ['13812345678', '5678', member.cardNo]) {
        const { body } = await till.get(`/members?q=${q}`);
        expect(body['members']).toEqual([
          expect.objectContaining({ membershipId: member.membershipId, name: '张**', phone: '138****5678' }),
        ]);
        expect(JSON.stringify(body)).not.toContain(member.cardNo);
      }
    });

    it('is refused a full identity number, and finds nobody by what nobody has', async () => {
      expect(await till.get('/members?q=11010519491231002X')).toMatchObject({
        status: 422,
        body: { code: 'api.fullId' },
      });
      expect((await till.get('/members?q=9999')).body).toEqual({ members: [], nextCursor: null });
      expect(await till.get('/members?q=')).toMatchObject({
        status: 422,
        body: { code: 'api.invalid', params: { field: 'q' } },
      });
    });
  });

  describe('with its key', () => {
    it('is unknown without one, with a wrong one and with a revoked one', async () => {
      const key = await issueKey(world, house.store.id, 'old-till');
      const old = new Till(world, key);
      expect((await old.get('/members?q=5678')).status).toBe(200);
      const [row] = (await world.get(DeviceKeys).ofStore(house.store.id)).filter(({ name }) => name === 'old-till');
      const command = {
        kind: 'devices.manage',
        actorId: 'owner',
        storeId: house.store.id,
        terminalId: null,
        businessDate: null,
        key: 'revoke',
        input: null,
      };
      await world.get(DeviceKeys).revoke(command, row!.id);
      for (const stranger of [old, new Till(world, undefined), new Till(world, 'ktv_guess')]) {
        expect(await stranger.get('/members?q=5678')).toMatchObject({ status: 401, body: { code: 'device.unknown' } });
      }
    });

    it('opens only the doors that are written on it', async () => {
      const scale = new Till(world, await issueKey(world, house.store.id, 'scale', ['slips']));
      expect((await scale.post('/slips', bill())).status).toBe(201);
      expect(await scale.get('/members?q=5678')).toMatchObject({ status: 403, body: { code: 'device.notAllowed' } });
    });

    it('speaks for its own store alone', async () => {
      const other = await openHouse(world, { name: '星河KTV 湖滨店' });
      const theirs = new Till(world, await issueKey(world, other.store.id));
      const sent = bill();
      await till.post('/slips', sent);
      expect(
        (
          await theirs.post(`/slips/${sent.slipNo}/refunds`, {
            refundNo: 'R',
            tenders: [{ kind: 'CASH', amountFen: 1 }],
          })
        ).status,
      ).toBe(404);
    });

    it('shows when it was last used, and is nowhere to be read', async () => {
      const [used] = await world.get(DeviceKeys).ofStore(house.store.id);
      expect(used).toMatchObject({ lastUsedDay: '2026-11-20' });
      const rows = await world.rows<{ hash: string }>('SELECT hash FROM device_key');
      expect(rows.every(({ hash }) => !hash.startsWith('ktv_'))).toBe(true);
    });
  });
});

import { uuidv7 } from 'uuidv7';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';
import {
  balanceOf,
  credit,
  guest,
  lotsOf,
  type Night,
  openNight,
  push,
  refused,
  reportLost,
} from '../support/points.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';

describeOnBothDatabases('a slip becomes points', (db) => {
  let night: Night;
  let slip = 0;
  const nextNo = () => `J1120-${String((slip += 1)).padStart(4, '0')}`;
  beforeAll(async () => {
    night = await openNight(db, { at: '2026-11-20T21:35' });
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  const settled = async (story: Parameters<typeof push>[1] = {}) => {
    const slipNo = nextNo();
    await push(night, { ...story, slipNo });
    return slipNo;
  };

  it('one point for ten yuan, good to the end of the month a year later, with both copies', async () => {
    const zhang = await guest(night);
    const done = await credit(night, zhang, await settled({ yuan: 1186 }));
    expect(done).toMatchObject({ points: 118, balanceBefore: 0, balanceAfter: 118, expiresOn: '2027-11-30' });
    expect(done.documentNo).toMatch(/^JF20261120-\d{4}$/);
    expect(await lotsOf(night, zhang)).toEqual([{ expiresOn: '2027-11-30', points: 118 }]);
    const paper = await night.world.get(DocumentsQueries).find(night.house.store.id, done.documentId);
    expect(paper?.copies.map(({ name }) => name)).toEqual(['customer', 'merchant']);
    expect(paper?.body).toContain('张先生 138****');
    expect(paper?.body).toContain('+118');
  });

  it('vouchers and the card fee earn nothing', async () => {
    const slipNo = await settled({
      lines: [
        { kind: 'ROOM', listFen: 100_000, chargedFen: 80_000 },
        { kind: 'GOODS', listFen: 48_600, chargedFen: 48_600 },
        { kind: 'CARD_FEE', listFen: 20_000, chargedFen: 20_000 },
      ],
      tenders: [
        { kind: 'WECHAT_PAY', amountFen: 118_600 },
        { kind: 'VOUCHER', amountFen: 10_000 },
        { kind: 'CASH', amountFen: 20_000 },
      ],
    });
    expect((await credit(night, await guest(night), slipNo)).points).toBe(128);
  });

  it('gold on the birthday is 2.4 times', async () => {
    const gold = await guest(night, {
      tier: 'GOLD',
      birthday: { calendar: 'SOLAR', month: 11, day: 20, leap: false, year: null },
    });
    expect((await credit(night, gold, await settled({ yuan: 1186 }))).points).toBe(284);
  });

  it('the birthday is that of the night, not of the day the slip is brought', async () => {
    const birthday = { calendar: 'SOLAR', month: 11, day: 20, leap: false, year: null } as const;
    const night20 = { settledAt: '2026-11-20T01:30' };
    expect(
      (await credit(night, await guest(night, { birthday }), await settled({ yuan: 100, ...night20 }))).points,
    ).toBe(20);
    const before = { settledAt: '2026-11-19T23:30' };
    expect(
      (await credit(night, await guest(night, { birthday }), await settled({ yuan: 100, ...before }))).points,
    ).toBe(10);
  });

  it('is not credited before it is settled', async () => {
    const slipNo = await settled({ settledAt: null });
    await expect(credit(night, await guest(night), slipNo)).rejects.toEqual(refused('points.slip.unsettled'));
    await push(night, { slipNo });
    expect((await credit(night, await guest(night), slipNo)).points).toBe(118);
  });

  it('is credited once, and the next clerk is told when, by whom and to which card', async () => {
    const zhang = await guest(night);
    const slipNo = await settled();
    await credit(night, zhang, slipNo);
    await expect(credit(night, await guest(night), slipNo)).rejects.toEqual(
      refused('points.slip.used', { time: '11-20 21:35', clerk: '王丽 8001', tail: zhang.cardNo.slice(-4) }),
    );
  });

  it('the same form twice is one document; with another slip it is refused', async () => {
    const zhang = await guest(night);
    const [first, other, key] = [await settled(), await settled(), uuidv7()];
    const done = await credit(night, zhang, first, { key });
    expect(await credit(night, zhang, first, { key })).toEqual(done);
    await expect(credit(night, zhang, other, { key })).rejects.toEqual(refused('form.keyReused'));
    expect(await balanceOf(night, zhang)).toBe(118);
  });

  it('slips of one visit are counted together and the difference given', async () => {
    const zhang = await guest(night);
    const visitNo = 'KF-0042';
    const [room, drinks, small] = [
      await settled({ yuan: 105, visitNo }),
      await settled({ yuan: 105, visitNo }),
      await settled({ yuan: 5, visitNo }),
    ];
    expect((await credit(night, zhang, room)).points).toBe(10);
    expect((await credit(night, zhang, drinks)).points).toBe(11);
    expect((await credit(night, zhang, small)).points).toBe(0);
    expect(await balanceOf(night, zhang)).toBe(21);
    const other = await settled({ yuan: 105, visitNo });
    expect((await credit(night, await guest(night), other)).points).toBe(10);
  });

  it('a slip that earns nothing is not credited', async () => {
    const slipNo = await settled({ tenders: [{ kind: 'COMPLIMENTARY', amountFen: 118_600 }] });
    await expect(credit(night, await guest(night), slipNo)).rejects.toEqual(refused('points.slip.nothing'));
  });

  it('paper is credited for the keyed amount; an unknown number without an amount is not', async () => {
    const zhang = await guest(night);
    const slipNo = nextNo();
    await expect(credit(night, zhang, slipNo)).rejects.toEqual(refused('points.slip.unknown'));
    const paper = { roomNo: 'K08', amountFen: 66_600, settledOn: null };
    expect((await credit(night, zhang, slipNo, { paper })).points).toBe(66);
    expect(await night.world.one('SELECT source, keyed_fen FROM slip WHERE slip_no = ?', [slipNo])).toEqual({
      source: 'PAPER',
      keyedFen: 66_600,
    });
  });

  it('paper of tomorrow and paper of nothing are refused', async () => {
    const zhang = await guest(night);
    const paper = { roomNo: 'K08', amountFen: 66_600, settledOn: '2026-11-21' };
    await expect(credit(night, zhang, nextNo(), { paper })).rejects.toEqual(refused('points.paper.future'));
    await expect(credit(night, zhang, nextNo(), { paper: { ...paper, amountFen: 0 } })).rejects.toEqual(
      refused('points.paper.nothing'),
    );
  });

  it('nobody credits the own card; a colleague may', async () => {
    const own = await guest(night, { phone: '13900008001' });
    const slipNo = await settled();
    await expect(credit(night, own, slipNo)).rejects.toEqual(refused('points.ownCard'));
  });

  it('a stopped card earns nothing', async () => {
    const zhang = await guest(night);
    await reportLost(night, zhang);
    await expect(credit(night, zhang, await settled())).rejects.toEqual(refused('card.stopped'));
  });

  it('at 05:59 the night still belongs to the day before, and so does its rate', async () => {
    const points = { ...DEFAULT_POLICY.points, unitFen: 500 };
    const policy = { ...DEFAULT_POLICY, points };
    const change = { policy, effectiveFrom: '2026-11-21', reason: '周末双倍' };
    await given(
      night.world,
      night.house.store.id,
      (tx) => night.world.get(PolicyService).change(tx, change),
      '2026-11-20',
    );
    const [old, fresh] = [
      await settled({ yuan: 100, settledAt: '2026-11-21T05:59' }),
      await settled({ yuan: 100, settledAt: '2026-11-21T06:00' }),
    ];
    night.world.clock.setTo('2026-11-21T06:10+08:00');
    expect((await credit(night, await guest(night), old)).points).toBe(10);
    expect((await credit(night, await guest(night), fresh)).points).toBe(20);
  });

  it('on the seventh day it is still credited, on the eighth it goes to the manager', async () => {
    const [seventh, eighth] = [await settled(), await settled()];
    night.world.clock.setTo('2026-11-27T23:59+08:00');
    expect((await credit(night, await guest(night), seventh)).points).toBe(118);
    night.world.clock.setTo('2026-11-28T00:00+08:00');
    await expect(credit(night, await guest(night), eighth)).rejects.toEqual(
      refused('points.slip.late', { n: 7, days: 8 }),
    );
  });

  it('a slip of the 29th of February is good to the end of that month a year on', async () => {
    const zhang = await guest(night);
    night.house = { ...night.house, businessDate: '2028-02-29' };
    night.world.clock.setTo('2028-02-29T21:00+08:00');
    expect((await credit(night, zhang, await settled({ settledAt: '2028-02-29T20:30' }))).expiresOn).toBe('2029-02-28');
    night.house = { ...night.house, businessDate: '2026-11-20' };
  });
});

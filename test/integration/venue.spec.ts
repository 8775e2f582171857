import { uuidv7 } from 'uuidv7';
import type { Command } from '../../src/platform/database/command.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { CharterService } from '../../src/venue/charter.service.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { TerminalsService } from '../../src/venue/terminals.service.js';
import { VenueModule } from '../../src/venue/venue.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openHouse, type House } from '../support/people.js';
import { instant, openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('the house and its days', (db) => {
  let world: World;
  let house: House;
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, [VenueModule, StaffModule], { at: '2026-11-20T12:00' });
    reader = world.get(Reader);
  });
  beforeEach(async () => {
    world.clock.setTo('2026-11-20T12:00+08:00');
    house = await openHouse(world, { businessDate: null });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function act<R extends string | number | null>(
    kind: string,
    work: (tx: Tx) => Promise<R>,
    day?: string,
  ): Promise<R> {
    const command: Command = {
      kind,
      actorId: 'supervisor',
      storeId: house.store.id,
      terminalId: house.terminal.id,
      businessDate: day ?? null,
      key: uuidv7(),
      input: null,
    };
    return (await world.get(UnitOfWork).run(command, work)).result;
  }
  const openDay = (date: string) => act('venue.openDay', (tx) => world.get(BusinessDaysService).open(tx, date));
  const closeDay = () => act('venue.closeDay', (tx) => world.get(BusinessDaysService).close(tx));

  describe('the business day', () => {
    it.each([
      ['2026-11-20T05:59', '2026-11-19'],
      ['2026-11-20T06:00', '2026-11-20'],
      ['2026-11-20T23:59', '2026-11-20'],
      ['2026-11-21T00:01', '2026-11-20'],
    ])('at %s is proposed as %s', async (wall, date) => {
      const days = world.get(BusinessDaysService);
      expect(await days.proposal(reader, house.store.id, instant(wall))).toBe(date);
    });

    it('is opened by hand, and closed by hand', async () => {
      await openDay('2026-11-20');
      const days = world.get(BusinessDaysService);
      expect(await days.current(reader, house.store.id)).toMatchObject({ businessDate: '2026-11-20', closedAt: null });
      world.clock.setTo('2026-11-21T02:10+08:00');
      expect(await closeDay()).toBe('2026-11-20');
      expect(await days.current(reader, house.store.id)).toBeUndefined();
    });

    it('is not opened beside an open one', async () => {
      await openDay('2026-11-19');
      await expect(openDay('2026-11-20')).rejects.toEqual(refused('venue.day.stillOpen', { date: '2026-11-19' }));
    });

    it('is not opened a second time, nor an older one after it', async () => {
      await openDay('2026-11-20');
      await closeDay();
      await expect(openDay('2026-11-20')).rejects.toEqual(refused('venue.day.older', { date: '2026-11-20' }));
      await expect(openDay('2026-11-18')).rejects.toEqual(refused('venue.day.older'));
    });

    it('is not opened before it has come', async () => {
      await expect(openDay('2026-11-21')).rejects.toEqual(refused('venue.day.future', { date: '2026-11-20' }));
    });

    it('is not closed when none is open, or while a room still has something to do', async () => {
      await expect(closeDay()).rejects.toEqual(refused('venue.dayNotOpen'));
      await openDay('2026-11-20');
      const own = house.store.id;
      world
        .get(DayGate)
        .register((_db, storeId) => Promise.resolve(storeId === own ? [{ key: 'ui.no' }, { key: 'ui.no' }] : []));
      await expect(closeDay()).rejects.toEqual(refused('venue.day.notReady', { count: 2 }));
    });

    it('belongs to one store: the other house may open while this one is closed', async () => {
      const other = await openHouse(world, { name: '二店', businessDate: '2026-11-20' });
      const days = world.get(BusinessDaysService);
      expect(await days.current(reader, other.store.id)).toBeDefined();
      expect(await days.current(reader, house.store.id)).toBeUndefined();
    });

    it('is opened once when two people press the key at the same moment', async () => {
      const results = await Promise.allSettled([openDay('2026-11-20'), openDay('2026-11-20')]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });
  });

  describe('the policy', () => {
    const dearer = { ...DEFAULT_POLICY, points: { ...DEFAULT_POLICY.points, unitFen: 2000 } };
    const change = (policy: typeof dearer, effectiveFrom: string, reason = '新标准') =>
      act('venue.changePolicy', (tx) => world.get(PolicyService).change(tx, { policy, effectiveFrom, reason }));
    const unitOn = async (date: string) =>
      (await world.get(PolicyService).current(reader, house.store.id, date)).points.unitFen;

    it('is the one the house began with, until the day a new one begins', async () => {
      expect(await unitOn('2026-12-01')).toBe(1000);
      await change(dearer, '2026-12-01');
      expect(await unitOn('2026-11-30')).toBe(1000);
      expect(await unitOn('2026-12-01')).toBe(2000);
    });

    it('is not changed for days that are over, nor without a reason, nor into what the rules cannot work with', async () => {
      await expect(change(dearer, '2026-11-19')).rejects.toEqual(
        refused('venue.effectiveFrom.past', { date: '2026-11-20' }),
      );
      await expect(change(dearer, '2026-12-01', ' ')).rejects.toEqual(refused('text.required'));
      const free = { ...dearer, points: { ...dearer.points, unitFen: 0 } };
      await expect(change(free, '2026-12-01')).rejects.toEqual(refused('policy.range'));
      expect(await unitOn('2027-01-01')).toBe(1000);
    });

    it('is seen by another server of the chain within seconds', async () => {
      const elsewhere = new PolicyService(world.clock);
      const seen = async () => (await elsewhere.current(reader, house.store.id, '2026-11-20')).points.unitFen;
      expect(await seen()).toBe(1000);
      await change(dearer, '2026-11-20');
      world.clock.advance(2000);
      expect(await seen()).toBe(2000);
    });
  });

  it('keeps every text of the charter under its number', async () => {
    const charters = world.get(CharterService);
    const before = (await charters.history(reader)).length;
    const number = await act('venue.changeSettings', (tx) =>
      charters.publish(tx, { text: '新章程', effectiveFrom: '2026-12-01', clauses: null }),
    );
    expect(number).toBe(before + 1);
    expect((await charters.current(reader, '2026-11-30'))?.number).toBe(before);
    expect((await charters.current(reader, '2026-12-01'))?.text).toBe('新章程');
    await expect(
      act('venue.changeSettings', (tx) =>
        charters.publish(tx, { text: ' ', effectiveFrom: '2026-12-02', clauses: null }),
      ),
    ).rejects.toEqual(refused('text.required'));
  });

  it('knows a counter PC by its cookie, until the enrolment is taken away', async () => {
    const terminals = world.get(TerminalsService);
    expect((await terminals.recognise(reader, house.terminalToken))?.id).toBe(house.terminal.id);
    expect(await terminals.recognise(reader, 'a cookie of somebody else')).toBeUndefined();
    const other = await openHouse(world, { name: '二店', businessDate: null });
    const revoke = (id: string) => act('venue.enrolTerminal', (tx) => terminals.revoke(tx, id).then(() => null));
    await expect(revoke(other.terminal.id)).rejects.toEqual(refused('venue.terminal.notFound'));
    await revoke(house.terminal.id);
    expect(await terminals.recognise(reader, house.terminalToken)).toBeUndefined();
  });

  it('keeps no cookie of a PC in the database', async () => {
    expect(await world.rows('SELECT id FROM terminal WHERE token_hash = ?', [house.terminalToken])).toEqual([]);
  });
});

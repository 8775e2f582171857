import { uuidv7 } from 'uuidv7';
import { jest } from '@jest/globals';
import { DomainError } from '../../src/kernel/domain-error.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { FreeHours } from '../../src/rooms/free-hours.js';
import { RoomDesk, type ReservationInput } from '../../src/rooms/room-desk.js';

import { RoomsModule } from '../../src/rooms/rooms.module.js';
import { RoomsQueries } from '../../src/rooms/rooms.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { at, hire, type House, openHouse } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const TONIGHT = '2026-11-20';
const party: ReservationInput = {
  from: '19:00',
  until: '23:00',
  people: '6',
  roomId: '',
  name: '周大福',
  phone: '13800138000',
  note: '',
};

describeOnBothDatabases('rooms and reservations', (db) => {
  let world: World;
  let house: House;
  let reader: Reader;
  let clerk: DeskContext;
  let other: DeskContext;
  let desk: RoomDesk;
  let rooms = 0;
  beforeAll(async () => {
    world = await openRooms(db, [I18nModule, LedgerModule, RoomsModule], { at: '2026-11-20T16:00' });
    house = await openHouse(world);
    reader = world.get(Reader);
    clerk = at(house, await hire(house, '8001', 'CLERK'));
    other = at(house, await hire(house, '8002', 'RECEPTION'));
    desk = world.get(RoomDesk);
  });
  afterAll(() => world.close());

  async function newRoom(capacity = '10'): Promise<string> {
    rooms += 1;
    return desk.add(clerk, uuidv7(), { number: `K${rooms}`, kind: 'MEDIUM', capacity });
  }
  const book = (input: Partial<ReservationInput> = {}, who = clerk) =>
    desk.reserve(who, uuidv7(), TONIGHT, { ...party, ...input });
  const codes = (results: PromiseSettledResult<unknown>[]) =>
    results.flatMap((each) =>
      each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
    );

  it('are reserved by phone with a number, and the guest stays sealed (003E-081)', async () => {
    const first = await book();
    const second = await book();
    expect(first.number).toMatch(/^1120-\d\d$/);
    expect(Number(second.number.slice(5))).toBe(Number(first.number.slice(5)) + 1);
    const row = await world.one<object>('SELECT * FROM room_hold WHERE id = ?', [first.holdId]);
    expect(JSON.stringify(row)).not.toMatch(/周大福|13800138000/);
    expect(row).toMatchObject({ state: 'ASKED', roomId: null });
    await expectBooksToBalance(world);
  });

  it('are refused without a name, with too many people, or for a room that is not there', async () => {
    const roomId = await newRoom('4');
    await expect(book({ roomId })).rejects.toMatchObject({ code: 'rooms.small', params: { capacity: 4 } });
    await expect(book({ roomId: uuidv7() })).rejects.toMatchObject({ code: 'rooms.unknown' });
    await expect(book({ phone: '12' })).rejects.toMatchObject({ field: 'phone' });
    await expect(book({ until: '18:00' })).rejects.toMatchObject({ code: 'rooms.time.order' });
  });

  it('stand in the register once, with a number and a kind; nobody arrives without a room', async () => {
    const add = (change: Partial<Parameters<RoomDesk['add']>[2]>) =>
      desk.add(clerk, uuidv7(), { number: 'R1', kind: 'SMALL', capacity: '6', ...change });
    await expect(add({ number: '一号' })).rejects.toMatchObject({ code: 'rooms.number.invalid' });
    await expect(add({ kind: 'TENT' })).rejects.toMatchObject({ code: 'rooms.kind' });
    await expect(add({ capacity: '0' })).rejects.toMatchObject({ field: 'capacity' });
    await add({});
    await expect(add({ number: 'r1' })).rejects.toMatchObject({ code: 'rooms.number.used' });
    const { holdId } = await book();
    await expect(desk.arrive(clerk, uuidv7(), holdId)).rejects.toMatchObject({ code: 'rooms.hold.noRoom' });
  });

  it('never overlap in one room, neither made nor moved; the next party may come that very minute', async () => {
    const roomId = await newRoom();
    const elsewhere = await newRoom();
    const early = await book({ roomId, from: '18:00', until: '21:00' });
    await expect(book({ roomId, from: '20:59', until: '23:00' })).rejects.toMatchObject({
      code: 'rooms.taken',
      params: { number: early.number, from: '18:00', until: '21:00' },
    });
    await book({ roomId, from: '21:00', until: '01:30' });
    const third = await book({ roomId: elsewhere, from: '19:00', until: '20:00' });
    const hold = { id: third.holdId, businessDate: TONIGHT };
    await expect(
      desk.place(clerk, uuidv7(), hold, { roomId, from: '19:00', until: '20:00', reason: '' }),
    ).rejects.toMatchObject({ code: 'rooms.taken' });
    await desk.release(clerk, uuidv7(), early.holdId, '客人改期');
    await desk.place(clerk, uuidv7(), hold, { roomId, from: '19:00', until: '20:00', reason: '换大房' });
    const steps = await world.get(RoomsQueries).steps(reader, third.holdId);
    expect(steps.map(({ kind }) => kind)).toEqual(['HELD', 'MOVED']);
    await expect(desk.release(clerk, uuidv7(), early.holdId, '再来一次')).rejects.toMatchObject({
      code: 'rooms.hold.over',
    });
    await expect(desk.retire(clerk, uuidv7(), roomId)).rejects.toMatchObject({ code: 'rooms.held' });
    await expectBooksToBalance(world);
  });

  it('change type and size in the register, never below a party that has the room', async () => {
    const roomId = await newRoom();
    const change = (kind: string, capacity: string) => desk.change(clerk, uuidv7(), roomId, { kind, capacity });
    const party8 = await book({ roomId, people: '8' });
    await expect(change('SMALL', '7')).rejects.toMatchObject({
      code: 'rooms.party',
      params: { number: party8.number, people: 8 },
      field: 'capacity',
    });
    await expect(change('TENT', '8')).rejects.toMatchObject({ code: 'rooms.kind' });
    await expect(change('SMALL', '0')).rejects.toMatchObject({ field: 'capacity' });
    await change('SMALL', '8');
    await desk.release(clerk, uuidv7(), party8.holdId, '客人取消');
    await change('LARGE', '7');
    const [room] = (await world.get(RoomsQueries).rooms(reader, house.store.id)).filter(({ id }) => id === roomId);
    expect(room).toMatchObject({ kind: 'LARGE', capacity: 7 });
    await expect(book({ roomId, people: '8' })).rejects.toMatchObject({ code: 'rooms.small' });
    await desk.retire(clerk, uuidv7(), roomId);
    await expect(change('SMALL', '6')).rejects.toMatchObject({ code: 'rooms.unknown' });
  });

  it('are given to one of two desks that want the same hour; the other is told by whom it is taken', async () => {
    const roomId = await newRoom();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => book({ roomId }, index % 2 === 0 ? clerk : other)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codes(results)).toEqual(Array.from({ length: 7 }, () => 'rooms.taken'));
    const wanted = await newRoom();
    const asked = [await book(), await book({}, other)];
    const moves = asked.map(({ holdId }, index) =>
      desk.place(
        index === 0 ? clerk : other,
        uuidv7(),
        { id: holdId, businessDate: TONIGHT },
        { ...party, roomId: wanted, reason: '' },
      ),
    );
    expect(codes(await Promise.allSettled(moves))).toEqual(['rooms.taken']);
    await expectBooksToBalance(world);
  });

  it('belong to their store', async () => {
    const strange = await openHouse(world, { name: '另一家' });
    const foreign = at(strange, await hire(strange, '8009', 'CLERK'));
    const { holdId } = await book();
    await expect(
      desk.change(foreign, uuidv7(), await newRoom(), { kind: 'SMALL', capacity: '6' }),
    ).rejects.toMatchObject({ code: 'rooms.unknown' });
    await expect(desk.release(foreign, uuidv7(), holdId, '试试')).rejects.toMatchObject({ code: 'page.notFound' });
    expect(await world.get(RoomsQueries).hold(reader, strange.store.id, holdId)).toBeUndefined();
  });

  it('the control: without the look at the hour both get the room, and verify names them', async () => {
    const roomId = await newRoom();
    const look = jest.spyOn(FreeHours.prototype, 'assertFree').mockResolvedValue(undefined);
    try {
      const both = await Promise.all([book({ roomId }), book({ roomId }, other)]);
      expect(both).toHaveLength(2);
    } finally {
      look.mockRestore();
    }
    const { checks } = await verifyReport(world);
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['rooms.noOverlap']);
  });
});

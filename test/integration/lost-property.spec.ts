import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { ItemFinders } from '../../src/lost-property/item-finders.js';
import { LostReports } from '../../src/lost-property/lost-reports.js';
import { OwnerCalls } from '../../src/lost-property/owner-calls.js';
import { OwnerHints } from '../../src/lost-property/owner-hints.js';
import { PersonVault } from '../../src/platform/crypto/person-vault.js';
import { RoomHold } from '../../src/rooms/room-hold.entity.js';
import { Room } from '../../src/rooms/room.entity.js';
import { RegisterItem } from '../../src/lost-property/register-item.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type LostDesks, openLostProperty, register, signAll, stateOf, umbrella } from '../support/lost.js';
import { type Colleague, given, type House } from '../support/people.js';
import type { World } from '../support/world.js';

const HOUR_MS = 3_600_000;
const OTHER_GUEST = JSON.stringify({ name: '何伟', phone: '13800138001' });
const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a thing is handed in', (db) => {
  let desks: LostDesks;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let boss: Colleague;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, house, clerk, boss } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const custody = () => world.get(ChangeCustody);

  it('may be theirs who had the room: by the bill, and by the reservation, a guest without a card too', async () => {
    const { store } = house;
    const foundAt = world.clock.now();
    const room = { storeId: store.id, capacity: 6, retiredAt: null, createdAt: foundAt };
    const hold = { storeId: store.id, businessDate: '2026-11-20', purpose: 'PHONE', people: 4, note: null };
    await given(world, store.id, async (tx) => {
      await tx.insert(Room, { ...room, id: 'room-k08', number: 'K08', kind: 'SMALL' });
      await tx.insert(Room, { ...room, id: 'room-k09', number: 'K09', kind: 'SMALL' });
      const guestId = uuidv7();
      await world.get(PersonVault).create(tx, guestId);
      const guest = JSON.stringify({ name: '周晴', phone: '13800138000' });
      const sealedGuest = await world.get(PersonVault).seal(tx, guestId, 'room_hold.guest', guest);
      const rest = { ...hold, membershipId: null, byId: clerk.person.id, createdAt: foundAt };
      const hours = { fromAt: foundAt - 3 * HOUR_MS, untilAt: foundAt - HOUR_MS };
      const held = { ...rest, ...hours, state: 'ARRIVED' };
      await tx.insert(RoomHold, {
        ...held,
        id: guestId,
        sequence: 1,
        number: '1120-01',
        roomId: 'room-k08',
        sealedGuest,
      });
      await tx.insert(RoomHold, {
        ...held,
        id: uuidv7(),
        sequence: 2,
        number: '1120-02',
        roomId: 'room-k09',
        sealedGuest: null,
      });
      const asked = { ...held, state: 'RELEASED', sealedGuest: null };
      await tx.insert(RoomHold, { ...asked, id: uuidv7(), sequence: 3, number: '1120-03', roomId: 'room-k08' });
      return null;
    });
    const [hint, ...others] = await world.get(OwnerHints).visits({ storeId: store.id, place: 'k08', foundAt });
    expect(hint).toMatchObject({ params: { room: 'K08', number: '1120-01' }, guest: { name: '周晴' } });
    expect(others).toEqual([]);
    // the house calls first: until somebody did, the desk is told; no answer is tried again on the next shift
    for (const place of ['K8', 'K08沙发', 'ｋ08包厢'])
      expect(await world.get(OwnerHints).visits({ storeId: store.id, place, foundAt })).toEqual([hint]);
    const calls = async () => (await world.get(OwnerCalls).waiting(store.id)).map(({ place }) => place);
    const { itemId } = await register(world, clerk, { ...umbrella, place: 'K08' });
    // newer things nobody can be called about hide nothing
    for (const place of ['K99', 'K8A', ...Array.from({ length: 8 }, () => '大厅')])
      await register(world, clerk, { ...umbrella, place });
    // and cost nothing: one look at the things, one at the bills, one at the reservations
    const looks = jest.spyOn(world.get(Reader), 'rows');
    expect(await calls()).toEqual(['K08']);
    expect(looks).toHaveBeenCalledTimes(3);
    looks.mockRestore();
    const call = (outcome: string) =>
      world.get(Contacts).log(clerk, uuidv7(), itemId, { channel: 'CALL', outcome, membershipId: '', note: '' });
    await call('NO_ANSWER');
    expect(await calls()).toEqual([]);
    world.clock.advance(9 * HOUR_MS);
    expect(await calls()).toEqual(['K08']);
    // the only one who is known says no
    await call('NOT_THEIRS');
    expect(await calls()).toEqual([]);
    // somebody else who had the room is still to be called, until they come
    await given(world, store.id, async (tx) => {
      const sealedGuest = await world
        .get(PersonVault)
        .create(tx, 'other-guest')
        .then(() => world.get(PersonVault).seal(tx, 'other-guest', 'room_hold.guest', OTHER_GUEST));
      await tx.run(
        "UPDATE room_hold SET id = 'other-guest', state = 'ARRIVED', sealed_guest = ? WHERE number = '1120-03'",
        [sealedGuest],
      );
      return null;
    });
    expect(await calls()).toEqual(['K08']);
    await call('WILL_COME');
    expect(await calls()).toEqual([]);
    world.clock.advance(-9 * HOUR_MS);
    const dayAfter = { storeId: store.id, place: 'K08', foundAt: foundAt + 24 * HOUR_MS };
    expect(await world.get(OwnerHints).visits(dayAfter)).toEqual([]);
  });

  describe('registered (003E-038, 039)', () => {
    it('is numbered at once, tagged, and waits for the supervisor in one list', async () => {
      const made = await register(world, clerk, { ...umbrella, finderName: '欧阳娜娜', finderPhone: '13900001111' });
      expect(made.number).toMatch(/^YW20261120-\d{4}$/);
      const tag = await world.get(DocumentsQueries).find(house.store.id, made.documentId);
      expect(tag?.body).toContain('雨伞');
      expect(tag?.body).toContain('欧阳**');
      expect(tag?.body).not.toContain('娜娜');
      expect(await stateOf(world, made.itemId)).toBe('REGISTERED');
      await expect(custody().takeIntoCustody(clerk, uuidv7(), [made.itemId])).rejects.toEqual(
        refused('lost.unsigned', { number: made.number }),
      );
      await signAll(world, clerk, boss);
      expect((await custody().takeIntoCustody(clerk, uuidv7(), [made.itemId])).result.moved).toBe(1);
      expect(await stateOf(world, made.itemId)).toBe('VIP_CUSTODY');
    });

    it('once, however often Enter is pressed', async () => {
      const key = uuidv7();
      const first = await world.get(RegisterItem).register(clerk, key, umbrella);
      const second = await world.get(RegisterItem).register(clerk, key, umbrella);
      expect(second).toEqual({ result: first.result, repeated: true });
    });

    const foundBy = async (typed: object) => {
      const { itemId } = await register(world, clerk, { ...umbrella, ...typed });
      return (await world.get(ItemFinders).named(world.get(Reader), itemId)).map(({ name }) => name);
    };
    it('with two finders of the house; a number nobody has is refused', async () => {
      expect(await foundBy({ finderStaffNo: '9001', secondFinderStaffNo: '6001' })).toEqual(['李主管', '赵总务']);
      await expect(register(world, clerk, { ...umbrella, finderStaffNo: '4711' })).rejects.toEqual(
        refused('lost.finder.unknown'),
      );
    });

    it('with a colleague and a guest, or two guests', async () => {
      const guest = { finderName: '欧阳娜娜', finderPhone: '13900001111' };
      expect(await foundBy({ ...guest, finderStaffNo: '9001' })).toEqual(['李主管', '欧阳娜娜']);
      expect(await foundBy({ ...guest, secondFinderName: '周晴' })).toEqual(['欧阳娜娜', '周晴']);
    });

    it.each([
      [{ name: '' }, 'text.required'],
      [{ name: '半瓶洋酒' }, 'lost.name.drink'],
      [{ colour: ' ' }, 'text.required'],
      [{ place: 'x'.repeat(41) }, 'text.tooLong'],
      [{ foundTime: '25:00' }, 'lost.found.time'],
      [{ category: 'TREASURE' }, 'lost.category.unknown'],
      [{ question: '里面有什么' }, 'lost.question.alone'],
      [{ finderName: '王小明', finderPhone: '12' }, 'members.phone.invalid'],
      [{ secondFinderPhone: '13900001111' }, 'text.required'],
    ])('not with %j', async (typed, code) => {
      await expect(register(world, clerk, { ...umbrella, ...typed })).rejects.toEqual(refused(code));
    });

    it('at ten in the morning too, before the day is opened: cleaners find phones then', async () => {
      world.clock.setTo('2026-11-21T10:00:00+08:00');
      const made = await register(world, { ...clerk, businessDate: null });
      expect(made.number).toMatch(/^YW20261121-/);
    });

    it('a minute before six it is still last night’s, and so last month’s; at six the new month begins', async () => {
      const found = async (wall: string) => {
        world.clock.setTo(`${wall}:00+08:00`);
        return (await register(world, { ...clerk, businessDate: null })).number;
      };
      const [late, early] = [await found('2026-12-01T05:59'), await found('2026-12-01T06:00')];
      const month = async (name: string) => {
        const { items, report } = await world.get(LostReports).month(house.store.id, name);
        return { days: report.days.length, numbers: items.map(({ number }) => number) };
      };
      const [november, december] = [await month('2026-11'), await month('2026-12')];
      expect([november.days, december.days]).toEqual([30, 31]);
      expect([november.numbers.includes(late), december.numbers]).toEqual([true, [early]]);
      await expect(month('2026-13')).rejects.toEqual(refused('lost.month'));
    });
  });
});

import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostDuties } from '../../src/lost-property/lost-duties.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { PutIntoSafe } from '../../src/lost-property/put-into-safe.js';
import { RegisterItem } from '../../src/lost-property/register-item.js';
import { SafeCounts } from '../../src/lost-property/safe-counts.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { HandoverParts } from '../../src/venue/handover-parts.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  intoSafe,
  type LostDesks,
  openLostProperty,
  phone,
  pinOf,
  register,
  signAll,
  stateOf,
  umbrella,
} from '../support/lost.js';
import type { Colleague, House } from '../support/people.js';
import type { World } from '../support/world.js';

jest.setTimeout(120_000);
const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a thing is handed in', (db) => {
  let desks: LostDesks;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, house, clerk, boss, reader } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const custody = () => world.get(ChangeCustody);
  const duties = () => world.get(LostDuties).of(reader, house.store, house.businessDate);
  const leave = (itemId: string, way: string, supervisor = boss, desk = clerk) =>
    world
      .get(LeaveHouse)
      .leave(desk, uuidv7(), itemId, { way, witness: '城东派出所 张警官 012345', reason: '到期' }, pinOf(supervisor));

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

    it('with two finders of the house; a number nobody has is refused', async () => {
      const made = await register(world, clerk, { ...umbrella, finderStaffNo: '9001', secondFinderStaffNo: '6001' });
      expect((await world.get(LostQueries).finders(made.itemId)).map(({ staffName }) => staffName)).toEqual([
        '李主管',
        '赵总务',
      ]);
      await expect(register(world, clerk, { ...umbrella, finderStaffNo: '4711' })).rejects.toEqual(
        refused('lost.finder.unknown'),
      );
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
    ])('not with %j', async (typed, code) => {
      await expect(register(world, clerk, { ...umbrella, ...typed })).rejects.toEqual(refused(code));
    });

    it('at ten in the morning too, before the day is opened: cleaners find phones then', async () => {
      world.clock.setTo('2026-11-21T10:00:00+08:00');
      const made = await register(world, { ...clerk, businessDate: null });
      expect(made.number).toMatch(/^YW20261121-/);
    });
  });

  describe('a valuable (003E-040)', () => {
    it('waits ten minutes for the safe, never leaves the shift without it, and goes in with the key holder', async () => {
      const made = await register(world, clerk, phone);
      expect(await stateOf(world, made.itemId)).toBe('AWAITING_SAFE');
      await signAll(world, clerk, boss);
      await expect(custody().takeIntoCustody(clerk, uuidv7(), [made.itemId])).rejects.toEqual(
        refused('lost.custody.awaitingSafe'),
      );
      const obstacles = await world.get(DayGate).obstacles(reader, house.store.id, house.businessDate);
      expect(obstacles.map(({ key }) => key)).toContain('lost.gate.awaitingSafe');
      const shift = {
        id: '',
        storeId: house.store.id,
        deskId: '',
        businessDate: house.businessDate,
        clerkId: '',
        openedAt: 0,
        cutAt: null,
      };
      expect(await world.get(HandoverParts).obstacles(reader, shift)).toHaveLength(1);
      const item = (await duties()).awaitingSafe.find(({ id }) => id === made.itemId);
      expect(item!.safeBy! - item!.registeredAt).toBe(600_000);
      const slot = await intoSafe(world, clerk, made.itemId, boss);
      expect(await stateOf(world, made.itemId)).toBe('SAFE');
      expect(await world.get(HandoverParts).obstacles(reader, shift)).toEqual([]);
      expect(
        (await world.get(CustodyRegistry).heldBy(reader, boss.id)).map(({ params }) => params?.['slot']),
      ).toContain(slot);
    });

    it('that is cash is counted by two and written in words; it enters no drawer', async () => {
      const made = await register(world, clerk, { name: '现金', colour: '红', place: 'K09' });
      const put = (cash: string, slot: string) =>
        world.get(PutIntoSafe).put(clerk, uuidv7(), made.itemId, { slot, bagNo: 'B-77', cash }, pinOf(boss));
      await expect(put('', 'C-1')).rejects.toEqual(refused('lost.safe.cash'));
      await expect(
        world
          .get(PutIntoSafe)
          .put(
            clerk,
            uuidv7(),
            made.itemId,
            { slot: 'C-1', bagNo: 'B', cash: '1' },
            { staffNo: '8001', pin: '280416' },
          ),
      ).rejects.toEqual(refused('cosign.self'));
      const { result } = await put('1000.50', 'C-1');
      expect((await world.get(DocumentsQueries).find(house.store.id, result.documentId))?.body).toContain(
        '壹仟元伍角',
      );
      expect(await world.one('SELECT count(*) AS n FROM ledger_transfer')).toEqual({ n: 0 });
      await signAll(world, clerk, boss);
    });

    it('finds its slot taken', async () => {
      const first = await register(world, clerk, phone);
      const second = await register(world, clerk, phone);
      const put = (id: string) =>
        world.get(PutIntoSafe).put(clerk, uuidv7(), id, { slot: 'D-1', bagNo: 'B', cash: '' }, pinOf(boss));
      await put(first.itemId);
      await expect(put(second.itemId)).rejects.toEqual(refused('lost.safe.slotTaken', { number: first.number }));
      await leave(second.itemId, 'withdraw');
      expect(await stateOf(world, second.itemId)).toBe('WITHDRAWN');
    });

    it('is counted slot by slot; what is missing wants a word', async () => {
      const made = await register(world, clerk, phone);
      await intoSafe(world, clerk, made.itemId, boss);
      const inside = (await world.get(SafeCounts).inSafe(reader, house.store.id)).map(({ id }) => id);
      expect((await world.get(SafeCounts).count(clerk, uuidv7(), inside, '')).result).toEqual({ missing: 0 });
      const rest = inside.filter((id) => id !== made.itemId);
      await expect(world.get(SafeCounts).count(clerk, uuidv7(), rest, '')).rejects.toEqual(refused('text.required'));
      expect((await world.get(SafeCounts).count(clerk, uuidv7(), rest, '主管拿去核对')).result).toEqual({ missing: 1 });
    });
  });
});

import { uuidv7 } from 'uuidv7';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { CorrectCategory } from '../../src/lost-property/correct-category.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostDuties } from '../../src/lost-property/lost-duties.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { LostSlot } from '../../src/lost-property/lost-slot.entity.js';
import { PutIntoSafe } from '../../src/lost-property/put-into-safe.js';
import { SafeCounts } from '../../src/lost-property/safe-counts.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { HandoverParts } from '../../src/venue/handover-parts.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { handedShift, intoSafe, openLostProperty, phone, pinOf, register, signAll, stateOf } from '../support/lost.js';
import { type Colleague, given, type House } from '../support/people.js';
import type { World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a valuable is handed in (003E-040)', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let second: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    ({ world, house, clerk, second, boss, reader } = await openLostProperty(db));
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const custody = () => world.get(ChangeCustody);
  const duties = () => world.get(LostDuties).of(reader, house.store, house.businessDate);
  const leave = (itemId: string, way: string, supervisor = boss, desk = clerk) =>
    world
      .get(LeaveHouse)
      .leave(desk, uuidv7(), itemId, { way, witness: '城东派出所 张警官 012345', reason: '到期' }, pinOf(supervisor));

  it('waits ten minutes for the safe, never leaves the shift without it, and goes in with the key holder', async () => {
    const made = await register(world, clerk, phone);
    expect(await stateOf(world, made.itemId)).toBe('AWAITING_SAFE');
    await signAll(world, clerk, boss);
    await expect(custody().takeIntoCustody(clerk, uuidv7(), [made.itemId])).rejects.toEqual(
      refused('lost.custody.awaitingSafe'),
    );
    const obstacles = await world.get(DayGate).obstacles(reader, house.store.id, house.businessDate);
    expect(obstacles.map(({ key }) => key)).toContain('lost.gate.awaitingSafe');
    const shift = handedShift(house);
    expect(await world.get(HandoverParts).obstacles(reader, shift)).toHaveLength(1);
    const item = (await duties()).awaitingSafe.find(({ id }) => id === made.itemId);
    expect(item!.safeBy! - item!.registeredAt).toBe(600_000);
    const slot = await intoSafe(world, clerk, made.itemId, boss);
    expect(await stateOf(world, made.itemId)).toBe('SAFE');
    const keys = async (openedAt: number) =>
      (await world.get(HandoverParts).obstacles(reader, { ...shift, openedAt })).map(({ key }) => key);
    expect(await keys(0)).toEqual(['lost.gate.safeCount']);
    await world.get(SafeCounts).count(clerk, uuidv7(), [made.itemId], '');
    expect(await keys(world.clock.now())).toEqual([]);
    // what goes in after the count was never counted
    world.clock.advance(1000);
    const late = await register(world, clerk, phone);
    await intoSafe(world, clerk, late.itemId, boss);
    expect(await keys(0)).toEqual(['lost.gate.safeCount']);
    await world.get(SafeCounts).count(clerk, uuidv7(), [made.itemId, late.itemId], '');
    // the next shift counts for itself
    expect(await keys(world.clock.now() + 1)).toEqual(['lost.gate.safeCount']);
    expect((await world.get(CustodyRegistry).heldBy(reader, boss.id)).map(({ params }) => params?.['slot'])).toContain(
      slot,
    );
  });

  it('that is cash is counted by two and written in words; it enters no drawer', async () => {
    const made = await register(world, clerk, { name: '现金', colour: '红', place: 'K09' });
    const put = (cash: string, slot: string) =>
      world.get(PutIntoSafe).put(clerk, uuidv7(), made.itemId, { slot, bagNo: 'B-77', cash }, pinOf(boss));
    await expect(put('', 'C-1')).rejects.toEqual(refused('lost.safe.cash'));
    await expect(
      world
        .get(PutIntoSafe)
        .put(clerk, uuidv7(), made.itemId, { slot: 'C-1', bagNo: 'B', cash: '1' }, { staffNo: '8001', pin: '280416' }),
    ).rejects.toEqual(refused('cosign.self'));
    const { result } = await put('1000.50', 'C-1');
    expect((await world.get(DocumentsQueries).find(house.store.id, result.documentId))?.body).toContain('壹仟元伍角');
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
    await leave(first.itemId, 'handToPolice');
    const third = await register(world, clerk, phone);
    await world
      .get(PutIntoSafe)
      .put(clerk, uuidv7(), third.itemId, { slot: ' ｄ-1', bagNo: 'B', cash: '' }, pinOf(boss));
    const fourth = await register(world, clerk, phone);
    await expect(put(fourth.itemId)).rejects.toEqual(refused('lost.safe.slotTaken', { number: third.number }));
    await intoSafe(world, clerk, fourth.itemId, boss);
  });

  it('at two desks at once into one slot: one gets it, the other is told whose it is', async () => {
    const items = [await register(world, clerk, phone), await register(world, clerk, phone)];
    const outcomes = await Promise.allSettled(
      items.map(({ itemId }, index) =>
        world
          .get(PutIntoSafe)
          .put(index === 0 ? clerk : second, uuidv7(), itemId, { slot: 'E-1', bagNo: 'B', cash: '' }, pinOf(boss)),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({
      reason: refused('lost.safe.slotTaken'),
    });
    expect(await world.one("SELECT count(*) AS n FROM lost_slot WHERE slot = 'E-1'")).toEqual({ n: 1 });
    for (const { itemId } of items)
      if ((await stateOf(world, itemId)) === 'AWAITING_SAFE') await leave(itemId, 'withdraw');
  });

  it('control: who only looks first finds the slot free at both desks, and the table alone refuses the second', async () => {
    const items = [await register(world, clerk, phone), await register(world, clerk, phone)];
    const free = async () =>
      (await world.one<{ n: number }>("SELECT count(*) AS n FROM lost_slot WHERE slot = 'E-2'"))?.n === 0;
    expect(await Promise.all([free(), free()])).toEqual([true, true]);
    const write = (itemId: string) =>
      given(world, house.store.id, (tx) =>
        tx.insert(LostSlot, { storeId: house.store.id, slot: 'E-2', itemId }).then(() => 1),
      );
    const rows = await Promise.allSettled(items.map(({ itemId }) => write(itemId)));
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await given(world, house.store.id, (tx) => tx.run("DELETE FROM lost_slot WHERE slot = 'E-2'"));
    for (const { itemId } of items) await leave(itemId, 'withdraw');
  });

  it('is counted slot by slot; what is missing wants a word', async () => {
    const made = await register(world, clerk, phone);
    await intoSafe(world, clerk, made.itemId, boss);
    const inside = (await world.get(SafeCounts).inSafe(reader, house.store.id)).map(({ id }) => id);
    expect((await world.get(SafeCounts).count(clerk, uuidv7(), inside, '')).result).toEqual({ missing: 0 });
    const rest = inside.filter((id) => id !== made.itemId);
    await expect(world.get(SafeCounts).count(clerk, uuidv7(), rest, '')).rejects.toEqual(refused('text.required'));
    expect((await world.get(SafeCounts).count(clerk, uuidv7(), rest, '主管拿去核对')).result).toEqual({ missing: 1 });
    // owed until a later count has it, or the supervisor closes the matter
    const owed = async () => (await duties()).missing.map(({ id }) => id);
    expect(await owed()).toEqual([made.itemId]);
    await world.get(SafeCounts).count(second, uuidv7(), inside, '');
    expect(await owed()).toEqual([]);
    await expect(leave(made.itemId, 'closeMissing')).rejects.toEqual(refused('lost.safe.notMissing'));
    await world.get(SafeCounts).count(clerk, uuidv7(), rest, '找不到');
    // closed, it is nobody's: its slot is free, its key handed in, and no count, list or transfer asks for it again
    await leave(made.itemId, 'closeMissing');
    expect(await owed()).toEqual([]);
    expect(await stateOf(world, made.itemId)).toBe('MISSING');
    expect((await world.get(SafeCounts).inSafe(reader, house.store.id)).map(({ id }) => id)).toEqual(rest);
    expect((await world.get(LostQueries).list(house.store.id, 'gone')).map(({ id }) => id)).toContain(made.itemId);
    const story = await world.get(LostQueries).steps(made.itemId);
    expect(story.map(({ action }) => action).slice(0, 4)).toEqual(['closeMissing', 'miss', 'findAgain', 'miss']);
  });

  it('was taken for less than it is: the category is mended, stricter only, and it waits for the safe', async () => {
    const correct = (itemId: string, category: string) =>
      world.get(CorrectCategory).correct(clerk, uuidv7(), itemId, category);
    const made = await register(world, clerk, { name: '小盒子', colour: '黑色', place: 'K08' });
    expect(await stateOf(world, made.itemId)).toBe('REGISTERED');
    await expect(correct(made.itemId, 'FOOD')).rejects.toEqual(refused('lost.category.laxer'));
    await correct(made.itemId, 'VALUABLE');
    const item = (await duties()).awaitingSafe.find(({ id }) => id === made.itemId);
    expect(item).toMatchObject({ valuable: 1, category: 'VALUABLE', holdUntil: '2027-05-19' });
    expect(item!.safeBy).not.toBeNull();
    await intoSafe(world, clerk, made.itemId, boss);
    // money nobody counted comes out again, to be counted by two
    await correct(made.itemId, 'CASH');
    expect(await stateOf(world, made.itemId)).toBe('AWAITING_SAFE');
    await correct(made.itemId, 'DANGEROUS');
    expect(await stateOf(world, made.itemId)).toBe('REGISTERED');
    expect((await duties()).toPolice.map(({ id }) => id)).toContain(made.itemId);
  });
});

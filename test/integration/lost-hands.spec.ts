import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { Claims } from '../../src/lost-property/claims.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { Reveals } from '../../src/lost-property/reveals.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostDuties } from '../../src/lost-property/lost-duties.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { Passings } from '../../src/lost-property/passings.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { SafeCounts } from '../../src/lost-property/safe-counts.js';
import { TakeKeys } from '../../src/lost-property/take-keys.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { HandoverParts } from '../../src/venue/handover-parts.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  claimant,
  describeClaim,
  handedShift,
  inCustody,
  intoSafe,
  type LostDesks,
  openLostProperty,
  phone,
  pinOf,
  register,
  stateOf,
} from '../support/lost.js';
import { type Colleague, given, hire, type House } from '../support/people.js';
import type { World } from '../support/world.js';

jest.setTimeout(120_000);
const POLICE = { witness: '城东派出所 张警官 012345', reason: '到期' };
const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a thing goes through other hands', (db) => {
  let desks: LostDesks;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let boss: Colleague;
  let general: Colleague;
  let office: DeskContext;
  let guard: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, house, clerk, boss, general, office, guard, reader } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const custody = () => world.get(ChangeCustody);
  const duties = () => world.get(LostDuties).of(reader, house.store, house.businessDate);
  const leave = (itemId: string, way: string, supervisor = boss, desk = clerk, watcher = guard) =>
    world.get(LeaveHouse).leave(desk, uuidv7(), itemId, { way, ...POLICE }, pinOf(supervisor), pinOf(watcher));
  const release = (claimId: string, typed = {}, desk = clerk) =>
    world.get(ReleaseItem).release(desk, uuidv7(), claimId, claimant(typed), pinOf(boss));
  afterEach(() => world.clock.setTo('2026-11-20T21:35:00+08:00'));

  it('goes to the police, as evidence and back, or is destroyed before two people, each on paper', async () => {
    const evidence = await inCustody(world, clerk, boss, phone);
    await leave(evidence.itemId, 'giveAsEvidence');
    await expect(describeClaim(world, clerk, evidence.itemId)).rejects.toEqual(refused('lost.item.transition'));
    await leave(evidence.itemId, 'takeBack');
    // the police kept the bag: it is a valuable without a slot again, with its ten minutes
    expect(await stateOf(world, evidence.itemId)).toBe('AWAITING_SAFE');
    expect((await duties()).awaitingSafe.map(({ id }) => id)).toContain(evidence.itemId);
    await expect(leave(evidence.itemId, 'withdraw')).rejects.toEqual(refused('lost.withdraw.known'));
    const coat = await inCustody(world, clerk, boss, { name: '外套', colour: '灰', place: 'K04' });
    await leave(coat.itemId, 'giveAsEvidence');
    await leave(coat.itemId, 'takeBack');
    expect(await stateOf(world, coat.itemId)).toBe('VIP_CUSTODY');
    await leave(evidence.itemId, 'handToPolice');
    expect(await stateOf(world, evidence.itemId)).toBe('POLICE');
    const steps = await world.get(LostQueries).steps(evidence.itemId);
    expect(steps.map(({ action }) => action).toReversed()).toEqual([
      'registerValuable',
      'putIntoSafe',
      'takeIntoCustody',
      'giveAsEvidence',
      'takeBackValuable',
      'handToPolice',
    ]);
    expect(steps.every(({ documentNo }) => documentNo !== null)).toBe(true);
    const cake = await inCustody(world, clerk, boss, { name: '蛋糕', colour: '白', place: 'K01' });
    await expect(leave(cake.itemId, 'dispose')).rejects.toEqual(refused('lost.dispose.early', { date: '2026-11-21' }));
    // on its day: supervisor and guard, each with the own PIN; nobody is two people
    const saturday = { ...clerk, businessDate: '2026-11-21' };
    const destroy = (watcher: Colleague, supervisor = boss) =>
      leave(cake.itemId, 'dispose', supervisor, saturday, watcher);
    await expect(destroy(boss)).rejects.toEqual(refused('lost.dispose.alone'));
    await expect(destroy({ ...guard, staffNo: '8001' })).rejects.toEqual(
      expect.objectContaining({ code: 'cosign.self', field: 'witnessStaffNo' }),
    );
    await expect(destroy(guard, guard)).rejects.toEqual(refused('cosign.role'));
    await destroy(guard);
    expect(await stateOf(world, cake.itemId)).toBe('DISPOSED');
    const [last] = await world.get(LostQueries).steps(cake.itemId);
    expect(last).toMatchObject({ action: 'dispose', coSignerName: '李主管', witnessName: '雷保安' });
    const paper = await world.get(DocumentsQueries).find(house.store.id, last?.documentId ?? '');
    expect(paper?.body).toContain('雷保安 7101');
    await expect(destroy(guard)).rejects.toEqual(refused('lost.item.transition'));
    await expect(leave(evidence.itemId, 'keepIt')).rejects.toEqual(refused('lost.leave.unknown'));
  });

  it('goes from General Affairs to the police, as evidence, by post, or is destroyed; a thing of the police stays theirs', async () => {
    const kept = [
      await inCustody(world, clerk, boss, phone),
      await inCustody(world, clerk, boss, phone),
      await inCustody(world, clerk, boss, { name: '外套', colour: '灰', place: 'K04' }),
      await inCustody(world, clerk, boss, { name: '药盒', colour: '白', place: 'K05' }),
    ];
    world.clock.setTo('2026-12-06T10:00:00+08:00');
    const ids = kept.map(({ itemId }) => itemId);
    const { result } = await custody().transfer(clerk, uuidv7(), ids, pinOf(general));
    expect(result.moved).toBe(4);
    const paper = await world.get(DocumentsQueries).find(house.store.id, result.documentId);
    for (const { number } of kept) expect(paper?.body).toContain(number);
    const [police = '', evidence = '', coat = '', pills = ''] = ids;
    await expect(leave(police, 'handToPolice')).rejects.toEqual(refused('lost.claim.holder'));
    const december = { ...office, businessDate: '2026-12-05' };
    await leave(police, 'handToPolice', boss, december);
    await leave(evidence, 'giveAsEvidence', boss, december);
    await leave(evidence, 'handToPolice', boss, december);
    const claimId = await describeClaim(world, december, coat, '灰色的外套一件');
    const parcel = { way: 'MAIL', address: '中山路1号', courierNo: 'SF1', courierCost: '12', callRecord: '录音 7' };
    await release(claimId, { answer: '', ...parcel }, december);
    await leave(pills, 'dispose', boss, december);
    expect(await Promise.all(ids.map((id) => stateOf(world, id)))).toEqual(['POLICE', 'POLICE', 'MAILED', 'DISPOSED']);
  });

  it('is never destroyed when it is valuable, and dangerous things block the day until the police have them', async () => {
    const watch = await inCustody(world, clerk, boss, { name: '手表', colour: '银', place: 'K02' });
    await expect(leave(watch.itemId, 'dispose')).rejects.toEqual(refused('lost.dispose.valuable'));
    const knife = await register(world, clerk, { name: '管制刀具', colour: '黑', place: 'K03' });
    const keys = async () =>
      (await world.get(DayGate).obstacles(reader, house.store.id, house.businessDate)).map(({ key }) => key);
    expect(await keys()).toContain('lost.gate.police');
    expect((await duties()).toPolice.map(({ id }) => id)).toContain(knife.itemId);
    await leave(knife.itemId, 'handToPolice');
    expect(await keys()).not.toContain('lost.gate.police');
  });

  it('takes its claims, calls and looks with it to the police, whatever is posted afterwards', async () => {
    const { itemId } = await register(world, clerk, phone);
    const claimId = await describeClaim(world, clerk, itemId);
    await leave(itemId, 'handToPolice');
    expect((await world.get(Claims).ofStore(reader, house.store.id, claimId)).outcome).toBe('ITEM_LEFT');
    const gone = refused('lost.item.transition');
    const call = { channel: 'CALL', outcome: 'NO_ANSWER', membershipId: '', note: '' };
    await expect(world.get(Contacts).log(clerk, uuidv7(), itemId, call)).rejects.toEqual(gone);
    await expect(world.get(Reveals).reveal(clerk, uuidv7(), itemId, 'CONTACT')).rejects.toEqual(gone);
    await world.get(Reveals).reveal(clerk, uuidv7(), itemId, 'POLICE');
    await expect(world.get(Claims).reopen(clerk, uuidv7(), claimId)).rejects.toEqual(refused('lost.claim.over'));
  });

  it('changes hands without moving: the keys by their own signature, the rest with the bag of the shift', async () => {
    const made = await register(world, clerk, phone);
    await intoSafe(world, clerk, made.itemId, boss);
    const next = await hire(house, '9002', 'DUTY_SUPERVISOR', { name: '吴主管' });
    const keys = () => world.get(TakeKeys).holders(house.store.id);
    const take = (from: string, who: Colleague) => world.get(TakeKeys).take(clerk, uuidv7(), from, pinOf(who));
    const lines = await world.get(HandoverParts).lines(reader, handedShift(house));
    const inside = (await world.get(SafeCounts).inSafe(reader, house.store.id)).length;
    expect([lines[0]?.key, lines[0]?.expected, lines[1]?.expected]).toEqual(['lostInSafe', inside, 0]);
    await world.get(SafeCounts).count(clerk, uuidv7(), [], '柜里没有');
    const [safe] = await world.get(HandoverParts).lines(reader, handedShift(house));
    expect(safe).toMatchObject({ expected: inside, counted: 0, touch: false });
    const [held] = await keys();
    expect(held?.name).toBe('李主管');
    await expect(take(boss.id, boss)).rejects.toEqual(refused('lost.keys.own'));
    await expect(take(next.id, boss)).rejects.toEqual(refused('lost.keys.none'));
    await expect(take(boss.id, { ...boss, staffNo: '8002' })).rejects.toEqual(refused('cosign.role'));
    const both = await Promise.allSettled([take(boss.id, next), take(boss.id, next)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await keys()).toEqual([{ id: next.id, name: '吴主管', keys: held?.keys }]);
    expect(await world.get(CustodyRegistry).heldBy(reader, boss.id)).toEqual([]);
    const shift = { ...handedShift(house), clerkId: clerk.person.id };
    await given(world, house.store.id, (tx) =>
      world
        .get(HandoverParts)
        .accepted(tx, shift, desks.second.person.id)
        .then(() => 1),
    );
    const passed = (kind: 'SHIFT' | 'KEY') => world.get(Passings).of(made.itemId, kind);
    expect(await passed('SHIFT')).toEqual([expect.objectContaining({ fromName: '王丽', toName: '陈晨' })]);
    const [key] = await passed('KEY');
    expect(key).toMatchObject({ fromName: '李主管', toName: '吴主管' });
    const list = await world.get(DocumentsQueries).find(house.store.id, key?.documentId ?? '');
    for (const shown of [made.number, '李主管', '吴主管']) expect(list?.body).toContain(shown);
  });
});

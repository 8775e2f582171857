import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { Claims } from '../../src/lost-property/claims.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { Reveals } from '../../src/lost-property/reveals.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostDuties } from '../../src/lost-property/lost-duties.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  claimant,
  describeClaim,
  inCustody,
  type LostDesks,
  openLostProperty,
  phone,
  pinOf,
  register,
  signAll,
  stateOf,
} from '../support/lost.js';
import { type Colleague, given, type House } from '../support/people.js';
import type { World } from '../support/world.js';

jest.setTimeout(120_000);
const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a thing nobody claims', (db) => {
  let desks: LostDesks;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let boss: Colleague;
  let general: Colleague;
  let office: DeskContext;
  let reader: Reader;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, house, clerk, boss, general, office, reader } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const custody = () => world.get(ChangeCustody);
  const duties = () => world.get(LostDuties).of(reader, house.store, house.businessDate);
  const leave = (itemId: string, way: string, supervisor = boss, desk = clerk) =>
    world
      .get(LeaveHouse)
      .leave(desk, uuidv7(), itemId, { way, witness: '城东派出所 张警官 012345', reason: '到期' }, pinOf(supervisor));
  const release = (claimId: string, typed = {}, desk = clerk) =>
    world.get(ReleaseItem).release(desk, uuidv7(), claimId, claimant(typed), pinOf(boss));
  afterEach(() => world.clock.setTo('2026-11-20T21:35:00+08:00'));

  describe('unclaimed (003E-041, 042)', () => {
    // custody on Friday the 20th: Saturday, Sunday and Monday are the guest's, General Affairs signs on Tuesday the 24th
    it('stays three full days, then General Affairs signs with its own PIN', async () => {
      const made = await inCustody(world, clerk, boss);
      const transfer = (who: Colleague) => custody().transfer(clerk, uuidv7(), [made.itemId], pinOf(who));
      world.clock.setTo('2026-11-24T05:59:00+08:00');
      await expect(transfer(general)).rejects.toEqual(refused('lost.transfer.early', { date: '2026-11-24' }));
      expect((await duties()).due.find(({ item }) => item.id === made.itemId)?.standing).toBe('LAST_DAY');
      const standing = async () => (await duties()).due.find(({ item }) => item.id === made.itemId)?.standing;
      world.clock.setTo('2026-11-24T08:59:00+08:00');
      expect(await standing()).toBe('OFFICE_CLOSED');
      world.clock.setTo('2026-11-24T09:00:00+08:00');
      expect(await standing()).toBe('DUE');
      world.clock.setTo('2026-11-24T06:00:00+08:00');
      await expect(transfer(boss)).rejects.toEqual(refused('cosign.role'));
      const { result } = await transfer(general);
      expect(await stateOf(world, made.itemId)).toBe('GENERAL_AFFAIRS');
      const list = await world.get(DocumentsQueries).find(house.store.id, result.documentId);
      expect(list?.copies.map(({ signature }) => signature)).toEqual(['总务处签收', '移交人签字']);
      expect(list?.body).toContain(made.number);
    });

    it('is still told when the PC was off on the third day and General Affairs was closed', async () => {
      const made = await inCustody(world, clerk, boss);
      const standing = async () => (await duties()).due.find(({ item }) => item.id === made.itemId)?.standing;
      world.clock.setTo('2026-11-30T13:00:00+08:00');
      expect(await standing()).toBe('OVERDUE');
      // taken into custody on Saturday the 28th: the days end on Tuesday, December begins between
      world.clock.setTo('2026-11-28T23:00:00+08:00');
      const saturday = { ...clerk, businessDate: '2026-11-28' };
      const late = await register(world, saturday);
      await signAll(world, clerk, boss);
      await custody().takeIntoCustody(saturday, uuidv7(), [late.itemId]);
      world.clock.setTo('2026-12-02T05:59:00+08:00');
      const standingOf = async (id: string) => (await duties()).due.find(({ item }) => item.id === id)?.standing;
      expect(await standingOf(late.itemId)).toBe('LAST_DAY');
      world.clock.setTo('2026-12-02T09:00:00+08:00');
      expect(await standingOf(late.itemId)).toBe('DUE');
    });

    it('keeps the date it was given when the policy is changed meanwhile', async () => {
      const before = await inCustody(world, clerk, boss);
      const policy = {
        ...DEFAULT_POLICY,
        lostProperty: {
          ...DEFAULT_POLICY.lostProperty,
          custodyDays: 5,
          countFrom: 'FOUND' as const,
          officeHolidays: ['2026-11-24'],
        },
      };
      await given(
        world,
        house.store.id,
        (tx) => world.get(PolicyService).change(tx, { policy, effectiveFrom: '2026-11-20', reason: '试行' }),
        '2026-11-20',
      );
      const after = await inCustody(world, clerk, boss);
      const dayOf = (id: string) => world.one('SELECT last_day FROM lost_item WHERE id = ?', [id]);
      expect(await dayOf(before.itemId)).toEqual({ lastDay: '2026-11-23' });
      expect(await dayOf(after.itemId)).toEqual({ lastDay: '2026-11-25' });
      world.clock.setTo('2026-11-24T10:00:00+08:00');
      const standing = (await duties()).due.find(({ item }) => item.id === before.itemId)?.standing;
      expect(standing).toBe('OFFICE_CLOSED');
    });

    it('is claimable from General Affairs, by them', async () => {
      const made = await inCustody(world, clerk, boss, phone);
      world.clock.setTo('2026-11-27T10:00:00+08:00');
      await custody().transfer(clerk, uuidv7(), [made.itemId], pinOf(general));
      await expect(describeClaim(world, clerk, made.itemId)).rejects.toEqual(refused('lost.claim.holder'));
      const claimId = await describeClaim(world, office, made.itemId);
      await release(claimId, {}, office);
      expect(await stateOf(world, made.itemId)).toBe('CLAIMED');
    });

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
      await expect(leave(cake.itemId, 'dispose')).rejects.toEqual(
        refused('lost.dispose.early', { date: '2026-11-21' }),
      );
      await expect(leave(evidence.itemId, 'keepIt')).rejects.toEqual(refused('lost.leave.unknown'));
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
  });
});

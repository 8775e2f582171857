import { uuidv7 } from 'uuidv7';
import { Claims } from '../../src/lost-property/claims.js';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostDuties } from '../../src/lost-property/lost-duties.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { MissingItems } from '../../src/lost-property/missing-items.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { lostWords } from '../../src/lost-property/rules/lost-words.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  claimant,
  describeClaim,
  inCustody,
  intoSafe,
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

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a thing waits for its owner', (db) => {
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
  const missing = () => world.get(MissingItems);
  const leave = (itemId: string, way: string) =>
    world.get(LeaveHouse).leave(clerk, uuidv7(), itemId, { way, witness: '城东派出所', reason: '找过了' }, pinOf(boss));
  const duties = () => world.get(LostDuties).of(reader, house.store, house.businessDate);
  const release = (claimId: string, typed = {}, desk = clerk) =>
    world.get(ReleaseItem).release(desk, uuidv7(), claimId, claimant(typed), pinOf(boss));
  afterEach(() => world.clock.setTo('2026-11-20T21:35:00+08:00'));

  describe('unclaimed (003E-041, 042)', () => {
    // custody on Friday the 20th: Saturday, Sunday and Monday are the guest's, General Affairs signs on Tuesday the 24th
    it('stays three full days, then General Affairs signs with its own PIN', async () => {
      const made = await inCustody(world, clerk, boss);
      const transfer = (who: Colleague) => custody().transfer(clerk, uuidv7(), [made.itemId], pinOf(who));
      await expect(custody().transfer(clerk, uuidv7(), [], pinOf(general))).rejects.toEqual(
        refused('lost.transfer.none'),
      );
      await expect(custody().takeIntoCustody(clerk, uuidv7(), [])).rejects.toEqual(refused('lost.custody.none'));
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
      const { due, office: told } = await duties();
      expect(due.find(({ item }) => item.id === before.itemId)?.standing).toBe('OFFICE_CLOSED');
      // what the pages say is the figure in force
      expect(told.days).toBe(5);
    });

    it('is signed for by nobody while it is missed, ends as missing, and begins anew when it turns up after all', async () => {
      const [phoneItem, hat] = [await register(world, clerk, phone), await register(world, clerk)];
      await intoSafe(world, clerk, phoneItem.itemId, boss);
      await signAll(world, clerk, boss);
      const claimId = await describeClaim(world, clerk, phoneItem.itemId);
      const ids = [phoneItem.itemId, hat.itemId];
      for (const id of ids) await missing().miss(clerk, uuidv7(), id, '交接时没有');
      await expect(missing().miss(clerk, uuidv7(), hat.itemId, '还是没有')).rejects.toEqual(
        refused('lost.safe.missing'),
      );
      expect((await duties()).missing.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect((await duties()).toCustody.filter(({ id }) => ids.includes(id))).toEqual([]);
      for (const { itemId, number } of [phoneItem, hat])
        await expect(custody().takeIntoCustody(clerk, uuidv7(), [itemId])).rejects.toEqual(
          refused('lost.safe.missing', { number }),
        );
      await expect(release(claimId)).rejects.toEqual(refused('lost.safe.missing'));
      await expect(leave(hat.itemId, 'handToPolice')).rejects.toEqual(refused('lost.safe.missing'));
      // found: it goes on, and to General Affairs, unless it is missed there
      await missing().found(clerk, uuidv7(), hat.itemId);
      await expect(missing().found(clerk, uuidv7(), hat.itemId)).rejects.toEqual(refused('lost.safe.notMissing'));
      await custody().takeIntoCustody(clerk, uuidv7(), [hat.itemId]);
      await missing().miss(clerk, uuidv7(), hat.itemId, '柜里没有');
      world.clock.setTo('2026-11-30T10:00:00+08:00');
      expect((await duties()).due.filter(({ item }) => item.id === hat.itemId)).toEqual([]);
      await expect(custody().transfer(clerk, uuidv7(), [hat.itemId], pinOf(general))).rejects.toEqual(
        refused('lost.safe.missing'),
      );
      for (const id of ids) await leave(id, 'closeMissing');
      expect((await world.get(Claims).ofStore(reader, house.store.id, claimId)).outcome).toBe('ITEM_LEFT');
      await expect(describeClaim(world, clerk, hat.itemId)).rejects.toEqual(refused('lost.item.transition'));
      for (const id of ids) await leave(id, 'turnUp');
      expect([await stateOf(world, phoneItem.itemId), await stateOf(world, hat.itemId)]).toEqual([
        'AWAITING_SAFE',
        'REGISTERED',
      ]);
    });

    it('is claimable from General Affairs, by them', async () => {
      const made = await inCustody(world, clerk, boss, phone);
      world.clock.setTo('2026-11-27T10:00:00+08:00');
      await custody().transfer(clerk, uuidv7(), [made.itemId], pinOf(general));
      await expect(describeClaim(world, clerk, made.itemId)).rejects.toEqual(refused('lost.claim.holder'));
      const claimId = await describeClaim(world, office, made.itemId);
      await release(claimId, {}, office);
      expect(await stateOf(world, made.itemId)).toBe('CLAIMED');
      // on the phone: what lies in the house comes first though the other fits better, and a mistaken entry never lay anywhere
      const here = await register(world, clerk, { ...phone, colour: '白色', place: 'K40' });
      const mistaken = await register(world, clerk, phone);
      await leave(mistaken.itemId, 'withdraw');
      const words = lostWords('K08 黑色苹果手机', '2026-11-27');
      const found = await world.get(LostQueries).search(house.store.id, words, world.clock.now());
      const numbers = found
        .map(({ number }) => number)
        .filter((number) => [made, here, mistaken].some((item) => item.number === number));
      expect(numbers).toEqual([here.number, made.number]);
    });
  });
});

import { uuidv7 } from 'uuidv7';
import { Claims } from '../../src/lost-property/claims.js';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { LostDuties } from '../../src/lost-property/lost-duties.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  ADULT_ID,
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
  umbrella,
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

    it('is claimable from General Affairs, by them', async () => {
      const made = await inCustody(world, clerk, boss, phone);
      world.clock.setTo('2026-11-27T10:00:00+08:00');
      await custody().transfer(clerk, uuidv7(), [made.itemId], pinOf(general));
      await expect(describeClaim(world, clerk, made.itemId)).rejects.toEqual(refused('lost.claim.holder'));
      const claimId = await describeClaim(world, office, made.itemId);
      await release(claimId, {}, office);
      expect(await stateOf(world, made.itemId)).toBe('CLAIMED');
    });
  });

  it('a proxy, a guardian and the post each leave their paper', async () => {
    for (const typed of [
      { way: 'PROXY', onBehalfOf: '李四光 委托书' },
      { way: 'GUARDIAN', onBehalfOf: '李小光 之父' },
    ]) {
      const { itemId } = await register(world, clerk, phone);
      await release(await describeClaim(world, clerk, itemId), typed);
      expect(await stateOf(world, itemId)).toBe('CLAIMED');
    }
    const { itemId } = await register(world, clerk, umbrella);
    const claimId = await describeClaim(world, clerk, itemId, '蓝色的雨伞一把');
    await release(claimId, {
      way: 'MAIL',
      address: '杭州市中山路1号',
      courierNo: 'SF1234567890',
      courierCost: '12.50',
      courierPaidBy: 'OWNER',
      callRecord: '录音 0231',
    });
    expect(await stateOf(world, itemId)).toBe('MAILED');
    const sent = await world.get(Claims).ofStore(reader, house.store.id, claimId);
    const parcel = await world.get(DocumentsQueries).find(house.store.id, sent.documentId ?? '');
    for (const shown of ['1****************X', '139****5678', '录音 0231', 'SF1234567890 ¥12.50'])
      expect(parcel?.body).toContain(shown);
    expect(parcel?.body).not.toContain(ADULT_ID);
    expect(
      await world.one('SELECT courier_no, courier_fen, courier_paid_by FROM lost_claim_result WHERE claim_id = ?', [
        claimId,
      ]),
    ).toEqual({
      courierNo: null,
      courierFen: 1250,
      courierPaidBy: 'OWNER',
    });
  });
});

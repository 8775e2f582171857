import { uuidv7 } from 'uuidv7';
import { giftAccounts, piecesOf } from '../../src/gifts/gift-accounts.js';
import { GiftSchedule } from '../../src/gifts/gift-schedule.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import type { AccountRef } from '../../src/ledger/chart-of-accounts.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { ErasureTerms } from '../../src/members/erasure-terms.js';
import { Reader } from '../../src/platform/database/reader.js';
import { PointsOf } from '../../src/points/points-of.js';
import { RedeemGift, type RedemptionDone, type RedemptionWish } from '../../src/points/redemption/redeem-gift.js';
import { RedemptionDesk } from '../../src/points/redemption/redemption-desk.js';
import { RedemptionsQueries } from '../../src/points/redemption/redemptions.queries.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { PendingSignatures } from '../../src/staff/approvals/pending-signatures.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { giftRooms, grantPoints, offerGift, oweRefund, type OfferStory, type Stocked } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, given, hire, openHouse, PIN, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('after a redemption', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let colleague: DeskContext;
  let lead: DeskContext;
  let reader: Reader;
  beforeEach(async () => {
    await db.renew();
    world = await openRooms(db, giftRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    colleague = at(house, await hire(house, '8002', 'CLERK'));
    lead = at(house, await hire(house, '6001', 'DUTY_SUPERVISOR'));
    reader = world.get(Reader);
  });
  afterEach(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  const setUp = async (wish: Partial<RedemptionWish> = {}, story: OfferStory = {}, expiresOn = '2027-11-30') => {
    const gift = await offerGift(house, story);
    const { membershipId } = await enrol(world, clerk);
    await grantPoints(house, membershipId, 500, expiresOn);
    const done = await world.get(RedeemGift).atDesk(clerk, uuidv7(), {
      membershipId,
      offerId: gift.offerId,
      quantity: 2,
      later: false,
      ...wish,
    });
    return { gift, membershipId, done };
  };
  const desk = () => world.get(RedemptionDesk);
  const undo = ({ redemptionId }: RedemptionDone, who = clerk) =>
    desk().undo(who, uuidv7(), { redemptionId, reason: '客人改主意' });
  const pieces = (gift: Stocked, account: AccountRef) =>
    world.get(Ledger).balance(reader, piecesOf(gift.itemId), account);
  const setAside = (gift: Stocked) => world.get(GiftStock).setAsideFor(reader, gift.activityId, gift.itemId);
  const lots = (membershipId: string) => world.get(PointsOf).lots(reader, membershipId);
  const nextDay = async (date: string) => {
    world.clock.setTo(`${date}T21:00:00+08:00`);
    await given(world, house.store.id, (tx) => world.get(BusinessDaysService).close(tx));
    await given(world, house.store.id, (tx) => world.get(BusinessDaysService).open(tx, date));
    return date;
  };

  it('is undone by the clerk the same day: points in their lot, pieces in the activity, a paper of its own', async () => {
    const { gift, membershipId, done } = await setUp();
    const outcome = await undo(done);
    expect(outcome).toMatchObject({ done: { points: 200, documentNo: expect.stringMatching(/^CX20261120-/) } });
    expect(await lots(membershipId)).toEqual([{ lotId: '2027-11-30', expiresOn: '2027-11-30', points: 500 }]);
    expect(await setAside(gift)).toBe(50);
    await expect(undo(done)).rejects.toEqual(refused('redemption.undone'));
  });

  it('counts for no limit once it is undone', async () => {
    const { gift, membershipId, done } = await setUp({}, { perDay: 2, inTotal: 2 });
    await undo(done);
    const again = { membershipId, offerId: gift.offerId, quantity: 2, later: false };
    await expect(world.get(RedeemGift).atDesk(clerk, uuidv7(), again)).resolves.toMatchObject({ points: 200 });
  });

  it("waits for a lead when it is a colleague's, and happens when the lead approves", async () => {
    const { membershipId, done } = await setUp();
    const outcome = await undo(done, colleague);
    expect(outcome).toEqual({ sentTo: expect.arrayContaining(['DUTY_SUPERVISOR']) });
    expect(await world.get(PointsOf).balance(reader, membershipId)).toBe(300);
    const request = await world.one<{ id: string }>('SELECT request_id AS id FROM open_approval');
    await world.get(ApprovalDecisions).approve(lead, uuidv7(), request!.id, PIN);
    expect(await world.get(PointsOf).balance(reader, membershipId)).toBe(500);
  });

  it('gives points that have expired meanwhile thirty days', async () => {
    const { membershipId, done } = await setUp({}, {}, '2026-11-30');
    const businessDate = await nextDay('2027-01-05');
    await undo(done, { ...clerk, businessDate });
    const request = await world.one<{ id: string }>('SELECT request_id AS id FROM open_approval');
    await world.get(ApprovalDecisions).approve({ ...lead, businessDate }, uuidv7(), request!.id, PIN);
    const held = await lots(membershipId);
    expect(held).toContainEqual({ lotId: '2027-02-04', expiresOn: '2027-02-04', points: 200 });
  });

  it('repays first what the member came to owe since', async () => {
    const { membershipId, done } = await setUp();
    await oweRefund(house, membershipId, 150);
    await undo(done);
    expect(await world.get(PointsOf).standing(reader, membershipId)).toMatchObject({ debtPoints: 0, balance: 350 });
  });

  it('brings the piece back to the shelf when the activity is over', async () => {
    const { gift, done } = await setUp({}, { endsOn: '2026-11-20', setAside: 10 });
    const businessDate = await nextDay('2026-11-21');
    await world.get(GiftSchedule).runDue();
    expect([await setAside(gift), await pieces(gift, giftAccounts.stock(house.store.id))]).toEqual([0, 8]);
    await world.get(GiftSchedule).runDue();
    await undo(done, { ...clerk, businessDate });
    const request = await world.one<{ id: string }>('SELECT request_id AS id FROM open_approval');
    await world.get(ApprovalDecisions).approve({ ...lead, businessDate }, uuidv7(), request!.id, PIN);
    expect([await setAside(gift), await pieces(gift, giftAccounts.stock(house.store.id))]).toEqual([0, 10]);
  });

  it('may be collected later, once; until then it stands on the list', async () => {
    const { gift, membershipId, done } = await setUp({ later: true });
    const keeps = async () => (await world.get(ErasureTerms).open(reader, membershipId)).map(({ key }) => key);
    expect(await keeps()).toEqual(['members.erase.open.owed']);
    const owed = () => world.get(RedemptionsQueries).owed(reader, house.store.id);
    expect((await owed()).map(({ id }) => id)).toEqual([done.redemptionId]);
    expect(await pieces(gift, giftAccounts.owed(house.store.id))).toBe(2);
    const twice = await Promise.allSettled([1, 2].map(() => desk().collect(clerk, uuidv7(), done.redemptionId)));
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([await owed(), await keeps()]).toEqual([[], []]);
    await expect(desk().collect(clerk, uuidv7(), done.redemptionId)).rejects.toEqual(refused('redemption.notOwed'));
  });

  it.each([
    ['before it is collected', false],
    ['after it was collected', true],
  ])('owed is undone %s with all pieces back', async (_when, collected) => {
    const { gift, membershipId, done } = await setUp({ later: true });
    if (collected) await desk().collect(clerk, uuidv7(), done.redemptionId);
    await undo(done);
    expect([await setAside(gift), await pieces(gift, giftAccounts.owed(house.store.id))]).toEqual([50, 0]);
    expect(await world.get(PointsOf).balance(reader, membershipId)).toBe(500);
    expect(await world.get(RedemptionsQueries).owed(reader, house.store.id)).toEqual([]);
  });

  it('exchanges a broken piece without points; the lead signs before handover', async () => {
    const { gift, membershipId, done } = await setUp({}, { bought: 51, setAside: 50 });
    const { documentNo } = await desk().exchange(clerk, uuidv7(), {
      redemptionId: done.redemptionId,
      pieces: 1,
      reason: '杯口裂',
    });
    expect(documentNo).toMatch(/^HH20261120-/);
    expect(await pieces(gift, giftAccounts.stock(house.store.id))).toBe(0);
    expect(await world.get(PointsOf).balance(reader, membershipId)).toBe(300);
    expect(await world.get(PendingSignatures).unsignedCount(reader, house.store.id, '2026-11-20')).toBe(1);
    await desk().exchange(clerk, uuidv7(), { redemptionId: done.redemptionId, pieces: 1, reason: '又裂' });
    expect(await setAside(gift)).toBe(47);
  });

  it('exchanges nothing that is owed, undone, too old or more than was given', async () => {
    const owed = await setUp({ later: true });
    const swap = (done: RedemptionDone, pieces = 1, who = clerk) =>
      desk().exchange(who, uuidv7(), { redemptionId: done.redemptionId, pieces, reason: '裂' });
    await expect(swap(owed.done)).rejects.toEqual(refused('redemption.stillOwed'));
    const taken = await setUp();
    await expect(swap(taken.done, 3)).rejects.toEqual(refused('redemption.exchange.pieces', { max: 2 }));
    await expect(swap(taken.done, 1, { ...clerk, businessDate: '2026-11-24' })).rejects.toEqual(
      refused('redemption.exchange.late', { days: 3 }),
    );
    await expect(swap(taken.done, 1, { ...clerk, businessDate: '2026-11-23' })).resolves.toBeDefined();
    await expect(swap(taken.done, 2)).rejects.toEqual(refused('redemption.exchange.pieces', { max: 1 }));
    await expect(swap(taken.done, 1)).resolves.toBeDefined();
    await expect(swap(taken.done, 1)).rejects.toEqual(refused('redemption.exchange.pieces', { max: 0 }));
    await undo(taken.done);
    await expect(swap(taken.done)).rejects.toEqual(refused('redemption.undone'));
  });

  it("is nobody's business in another store", async () => {
    const { done } = await setUp();
    const other = await openHouse(world, { name: '星河KTV 人民路店' });
    const stranger = at(other, await hire(other, '9001', 'CLERK'));
    await expect(undo(done, stranger)).rejects.toEqual(refused('page.notFound'));
    await expect(desk().collect(stranger, uuidv7(), done.redemptionId)).rejects.toEqual(refused('page.notFound'));
  });
});

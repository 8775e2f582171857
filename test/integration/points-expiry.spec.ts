import { uuidv7 } from 'uuidv7';
import { Reader } from '../../src/platform/database/reader.js';
import { PointsExpiry } from '../../src/points/points-expiry.js';
import { PointsOf } from '../../src/points/points-of.js';
import { ReverseExpiry } from '../../src/points/reverse-expiry.js';
import { Signatures } from '../../src/points/signatures.js';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { oweRefund } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';
import {
  balanceOf,
  clerkOf,
  credit,
  deskOf,
  guest,
  type Guest,
  lotsOf,
  type Night,
  openNight,
  push,
  refused,
} from '../support/points.js';

describeOnBothDatabases('points that expire, copies that wait for a signature', (db) => {
  let night: Night;
  let zhang: Guest;
  beforeEach(async () => {
    await db.renew();
    night = await openNight(db, { at: '2026-11-20T21:35' });
    zhang = await guest(night);
    await push(night);
    await credit(night, zhang);
  });
  afterEach(async () => {
    await expectBooksToBalance(night.world);
    await night.world.close();
  });

  const openDay = async (date: string) => {
    night.world.clock.setTo(`${date}T12:00+08:00`);
    const days = night.world.get(BusinessDaysService);
    await given(night.world, night.house.store.id, async (tx) => {
      if (await days.current(tx, night.house.store.id)) await days.close(tx);
      return days.open(tx, date);
    });
    night.house = { ...night.house, businessDate: date };
  };
  const runDue = () => night.world.get(PointsExpiry).runDue();
  const expired = () => night.world.one<{ id: string }>("SELECT id FROM ledger_transfer WHERE kind = 'points.expired'");
  const giveBack = (transferId: string, reason = '客人住院') => {
    const desk = deskOf(night);
    const command = commandOfTheDay(desk, 'points.reverseExpiry', uuidv7(), { transferId, reason });
    return night.world.get(ReverseExpiry).run(command, clerkOf(desk));
  };

  it('on the last day they can still be used', async () => {
    await openDay('2027-11-30');
    await runDue();
    expect(await balanceOf(night, zhang)).toBe(118);
  });

  it('the day after, one run takes them, once', async () => {
    await openDay('2027-12-01');
    await runDue();
    await runDue();
    expect(await balanceOf(night, zhang)).toBe(0);
    expect(await night.world.rows('SELECT business_date, lots, points, last FROM points_expiry_run')).toEqual([
      { businessDate: '2027-12-01', lots: 1, points: 118, last: 1 },
    ]);
  });

  it('a PC that was off for a month catches up in one run', async () => {
    await openDay('2028-01-05');
    await runDue();
    expect(await balanceOf(night, zhang)).toBe(0);
  });

  it('a clock that jumps expires nothing: the day is still the one that was opened', async () => {
    night.world.clock.setTo('2030-01-01T12:00+08:00');
    await runDue();
    expect(await balanceOf(night, zhang)).toBe(118);
  });

  it('a manager gives them back with thirty days to use them, once, with a reason', async () => {
    await openDay('2027-12-01');
    await runDue();
    const transfer = await expired();
    await expect(giveBack(transfer!.id, '')).rejects.toEqual(refused('points.reason.required'));
    expect((await giveBack(transfer!.id)).result).toMatchObject({ points: 118, expiresOn: '2027-12-31' });
    expect(await lotsOf(night, zhang)).toEqual([{ expiresOn: '2027-12-31', points: 118 }]);
    await expect(giveBack(transfer!.id)).rejects.toEqual(refused('points.expiry.reversed'));
  });

  it.each([
    ['repay a debt first', 100, [{ expiresOn: '2027-12-31', points: 18 }], 0],
    ['stay a debt when it is larger', 150, [], 32],
  ])('given back they %s', async (_how, owed, lots, debtPoints) => {
    await openDay('2027-12-01');
    await runDue();
    await oweRefund(night.house, zhang.membershipId, owed);
    const transfer = await expired();
    await giveBack(transfer!.id);
    expect(await lotsOf(night, zhang)).toEqual(lots);
    const { membershipId } = zhang;
    expect(await night.world.get(PointsOf).standing(night.world.get(Reader), membershipId)).toMatchObject({
      debtPoints,
    });
    await expect(giveBack(transfer!.id)).rejects.toEqual(refused('points.expiry.reversed'));
  });

  it("a member's movements are told newest first, and add up to the balance", async () => {
    await openDay('2027-12-01');
    await runDue();
    await giveBack((await expired())!.id);
    const movements = await night.world
      .get(PointsOf)
      .movements(night.world.get(Reader), zhang.membershipId, { limit: 10 });
    expect(movements.map(({ kind, points }) => [kind, points])).toEqual([
      ['points.expiryReversed', 118],
      ['points.expired', -118],
      ['points.credited', 118],
    ]);
    const [newest] = movements;
    const older = await night.world
      .get(PointsOf)
      .movements(night.world.get(Reader), zhang.membershipId, { limit: 1, beforeId: newest!.id });
    expect(older.map(({ kind }) => kind)).toEqual(['points.expired']);
    const day = { from: '2026-11-20', to: '2026-11-20', limit: 10 };
    expect(await night.world.get(PointsOf).movements(night.world.get(Reader), zhang.membershipId, day)).toHaveLength(1);
  });

  it('a merchant copy waits for its signature until it is ticked', async () => {
    const signatures = night.world.get(Signatures);
    const reader = night.world.get(Reader);
    const { store, businessDate } = night.house;
    const [copy] = await signatures.toSign(reader, store.id);
    expect(copy).toMatchObject({ state: 'TO_SIGN', roomNo: 'K08', points: 118, tail: zhang.cardNo.slice(-4) });
    const settle = (ids: string[], outcome: string) =>
      signatures.settle(
        commandOfTheDay(deskOf(night), 'points.settleSignature', uuidv7(), { ids, outcome }),
        ids,
        outcome,
      );
    await expect(settle([], 'LEFT')).rejects.toEqual(refused('points.signature.none'));
    await expect(settle([copy!.confirmationId], 'FORGED')).rejects.toEqual(refused('points.signature.state'));
    await expect(settle([uuidv7()], 'LEFT')).rejects.toEqual(refused('page.notFound'));
    await settle([copy!.confirmationId], 'LEFT');
    expect(await signatures.toSign(reader, store.id)).toEqual([]);
    expect(await signatures.ofDay(reader, store.id, businessDate)).toMatchObject([{ state: 'LEFT' }]);
    expect(await signatures.stateOf(reader, copy!.confirmationId)).toBe('LEFT');
  });

  it('copies of earlier days stay on the pile, the oldest first; those of an undone credit leave it', async () => {
    const toSign = async () =>
      (await night.world.get(Signatures).toSign(night.world.get(Reader), night.house.store.id)).map((copy) => [
        copy.slipNo,
        copy.businessDate,
      ]);
    await openDay('2026-11-21');
    await push(night, { slipNo: 'J1121-0001', settledAt: '2026-11-21T11:30' });
    const { confirmationId } = await credit(night, zhang, 'J1121-0001');
    expect(await toSign()).toEqual([
      ['J1120-0387', '2026-11-20'],
      ['J1121-0001', '2026-11-21'],
    ]);
    const desk = deskOf(night);
    const input = { confirmationId, reason: '积错会员' };
    await night.world.get(UndoCredit).run(commandOfTheDay(desk, 'points.undoCredit', uuidv7(), input), clerkOf(desk));
    expect(await toSign()).toEqual([['J1120-0387', '2026-11-20']]);
    const { store, businessDate } = night.house;
    expect(await night.world.get(Signatures).ofDay(night.world.get(Reader), store.id, businessDate)).toEqual([]);
  });
});

import { uuidv7 } from 'uuidv7';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type Colleague, hire } from '../support/people.js';
import {
  balanceOf,
  clerkOf,
  credit,
  deskOf,
  guest,
  lotsOf,
  type Night,
  openNight,
  push,
  refund,
  refused,
  replaceSlip,
  spend,
} from '../support/points.js';

describeOnBothDatabases('what happens to points afterwards', (db) => {
  let night: Night;
  let lead: Colleague;
  let slip = 0;
  const nextNo = () => `J1120-${String((slip += 1)).padStart(4, '0')}`;
  beforeAll(async () => {
    night = await openNight(db, { at: '2026-11-20T21:35' });
    lead = await hire(night.house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  const credited = async (story: Parameters<typeof push>[1] = {}) => {
    const zhang = await guest(night);
    const slipNo = nextNo();
    await push(night, { ...story, slipNo });
    return { zhang, slipNo, done: await credit(night, zhang, slipNo) };
  };
  const undo = (confirmationId: string, person = night.clerk, reason = '积错会员', key = uuidv7()) => {
    const desk = deskOf(night, person);
    const command = commandOfTheDay(desk, 'points.undoCredit', key, { confirmationId, reason });
    return night.world.get(UndoCredit).run(command, clerkOf(desk));
  };
  const cash = (yuan: number) => [{ kind: 'CASH' as const, amountFen: yuan * 100 }];

  it('the wrong member: undone by the clerk, and the slip goes to the right card', async () => {
    const { zhang, slipNo, done } = await credited();
    const { result } = await undo(done.confirmationId);
    expect(result).toMatchObject({ points: 118, documentNo: expect.stringMatching(/^CX20261120-/) });
    expect(await balanceOf(night, zhang)).toBe(0);
    const li = await guest(night);
    expect((await credit(night, li, slipNo)).points).toBe(118);
  });

  it('is undone once, by who made it, with a reason', async () => {
    const { done } = await credited();
    await expect(undo(done.confirmationId, lead)).rejects.toEqual(refused('points.undo.needsManager'));
    await expect(undo(done.confirmationId, night.clerk, ' ')).rejects.toEqual(refused('points.reason.required'));
    await undo(done.confirmationId);
    await expect(undo(done.confirmationId)).rejects.toEqual(refused('points.undo.done'));
  });

  it("on the next business day the undo is the manager's", async () => {
    const { zhang, done } = await credited();
    const before = night.house;
    night.house = { ...before, businessDate: '2026-11-21' };
    await expect(undo(done.confirmationId)).rejects.toEqual(refused('points.undo.needsManager'));
    night.house = before;
    expect(await balanceOf(night, zhang)).toBe(118);
  });

  it('points that are spent already become a debt, and the next slip repays it first', async () => {
    const { zhang, done } = await credited();
    await spend(night, zhang, 100);
    await undo(done.confirmationId);
    expect(await balanceOf(night, zhang)).toBe(-100);
    const slipNo = nextNo();
    await push(night, { slipNo, yuan: 1186 });
    expect(await credit(night, zhang, slipNo)).toMatchObject({ points: 118, balanceBefore: -100, balanceAfter: 18 });
    expect(await lotsOf(night, zhang)).toEqual([{ expiresOn: '2027-11-30', points: 18 }]);
  });

  it('a refund takes back its share, in steps never more than was credited', async () => {
    const { zhang, slipNo } = await credited();
    await refund(night, slipNo, `${slipNo}-R1`, cash(100));
    expect(await balanceOf(night, zhang)).toBe(108);
    await refund(night, slipNo, `${slipNo}-R1`, cash(100));
    expect(await balanceOf(night, zhang)).toBe(108);
    await refund(night, slipNo, `${slipNo}-R2`, cash(1086));
    expect(await balanceOf(night, zhang)).toBe(0);
    await expect(refund(night, slipNo, `${slipNo}-R3`, cash(1))).rejects.toEqual(refused('slips.refund.tooMuch'));
    await expect(refund(night, slipNo, `${slipNo}-R2`, cash(1))).rejects.toEqual(refused('slips.refund.different'));
  });

  it('a refund before the credit is simply not counted', async () => {
    const slipNo = nextNo();
    await push(night, { slipNo, yuan: 100 });
    await refund(night, slipNo, `${slipNo}-R1`, cash(50));
    const zhang = await guest(night);
    expect((await credit(night, zhang, slipNo)).points).toBe(5);
  });

  it('an undo after a refund takes only what is left', async () => {
    const { zhang, slipNo, done } = await credited();
    await refund(night, slipNo, `${slipNo}-R1`, cash(593));
    expect(await balanceOf(night, zhang)).toBe(59);
    expect((await undo(done.confirmationId)).result.points).toBe(59);
    expect(await balanceOf(night, zhang)).toBe(0);
  });

  it('an undo leaves the other slips of the visit what is theirs', async () => {
    const visitNo = nextNo();
    const zhang = await guest(night);
    const [room, drinks] = [nextNo(), nextNo()];
    await push(night, { slipNo: room, yuan: 105, visitNo });
    await push(night, { slipNo: drinks, yuan: 105, visitNo });
    const first = await credit(night, zhang, room);
    await credit(night, zhang, drinks);
    await undo(first.confirmationId);
    expect(await balanceOf(night, zhang)).toBe(11);
  });

  it('a refund that was paid with the points of another slip is not forgotten when that one is undone', async () => {
    const visitNo = nextNo();
    const zhang = await guest(night);
    const [room, drinks] = [nextNo(), nextNo()];
    await push(night, { slipNo: room, yuan: 105, visitNo });
    await push(night, { slipNo: drinks, yuan: 105, visitNo });
    const first = await credit(night, zhang, room);
    await credit(night, zhang, drinks);
    await refund(night, room, `${room}-R1`, cash(105));
    expect(await balanceOf(night, zhang)).toBe(10);
    await undo(first.confirmationId);
    expect(await balanceOf(night, zhang)).toBe(10);
    await refund(night, drinks, `${drinks}-R1`, cash(105));
    expect(await balanceOf(night, zhang)).toBe(0);
  });

  it('settled again for more, the guest gets the difference; for less, it is taken back', async () => {
    const more = await credited({ yuan: 100 });
    const moreNo = nextNo();
    await replaceSlip(night, more.slipNo, { slipNo: moreNo, yuan: 150 });
    expect(await balanceOf(night, more.zhang)).toBe(15);
    await expect(credit(night, more.zhang, more.slipNo)).rejects.toEqual(
      refused('points.slip.replaced', { slipNo: moreNo }),
    );
    await expect(credit(night, more.zhang, moreNo)).rejects.toEqual(refused('points.slip.used'));
    const less = await credited({ yuan: 100 });
    const lessNo = nextNo();
    await replaceSlip(night, less.slipNo, { slipNo: lessNo, yuan: 60 });
    expect(await balanceOf(night, less.zhang)).toBe(6);
    await refund(night, lessNo, `${lessNo}-R1`, cash(60));
    expect(await balanceOf(night, less.zhang)).toBe(0);
  });

  it('an undo after a second settlement takes all of it', async () => {
    const { zhang, slipNo, done } = await credited({ yuan: 100 });
    const again = nextNo();
    await replaceSlip(night, slipNo, { slipNo: again, yuan: 150 });
    expect((await undo(done.confirmationId)).result.points).toBe(15);
    expect(await balanceOf(night, zhang)).toBe(0);
    expect((await credit(night, await guest(night), again)).points).toBe(15);
  });

  it('a bill that is open cannot be settled again', async () => {
    const slipNo = nextNo();
    await push(night, { slipNo, settledAt: null });
    await expect(replaceSlip(night, slipNo, { slipNo: nextNo() })).rejects.toEqual(refused('slips.unsettled'));
    await expect(refund(night, slipNo, `${slipNo}-R1`, cash(1))).rejects.toEqual(refused('slips.unsettled'));
  });
});

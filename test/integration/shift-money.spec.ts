import { uuidv7 } from 'uuidv7';
import { EnrolmentUndoService } from '../../src/cards/enrolment-undo.service.js';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { tenderDifferencesOf, tendersOf } from '../../src/shifts/shift-rows.js';
import { Reader } from '../../src/platform/database/reader.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol, typed } from '../support/members.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import { clerkOf, credit, push } from '../support/points.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('every fen belongs to a drawer, every act to a shift', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let supervisor: Colleague;
  let evenings = 0;

  const drawerOf = (shiftId: string, kind = 'cash.drawer') =>
    world
      .one<{
        balance: number;
      }>("SELECT balance FROM ledger_account WHERE owner = ? AND kind = ? AND unit = 'FEN'", [shiftId, kind])
      .then((row) => row?.balance ?? 0);
  const cut = (who: Colleague) => world.get(ShiftsService).cut(at(house, who), uuidv7());
  const count = (who: Colleague, shiftId: string, fen: number) =>
    world.get(DrawerCounts).count(at(house, who), uuidv7(), shiftId, { 10_000: fen / 10_000 });

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T18:00' });
  });
  beforeEach(async () => {
    evenings += 1;
    house = await openHouse(world);
    a = await hire(house, `A${evenings}0`, 'CLERK', { name: '王丽' });
    b = await hire(house, `B${evenings}0`, 'CLERK', { name: '赵敏' });
    supervisor = await hire(house, `S${evenings}0`, 'DUTY_SUPERVISOR', { name: '李主管' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('takes no cash and nothing else without an open shift, from another drawer, or on a phone before 开班', async () => {
    const closed = await atCounter(house, a);
    await expect(sell(world, closed, 20_000)).rejects.toThrow(code('shifts.notOpen'));
    await expect(sell(world, closed, 20_000, 'tender.wechatPay')).rejects.toThrow(code('shifts.notOpen'));
    const phone = at(house, a, { terminal: null });
    await expect(enrol(world, phone, { tender: 'WECHAT_PAY' })).rejects.toThrow(code('shifts.notOpen'));
    const shiftA = await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    await expect(sell(world, await atCounter(house, b), 20_000)).rejects.toThrow(code('shifts.notYours'));
    const { shift } = await atCounter(house, a);
    await enrol(world, at(house, a, { terminal: null, shift }), { tender: 'WECHAT_PAY' });
    expect([await drawerOf(shiftA), await drawerOf(shiftA, 'tender.wechatPay')]).toEqual([20_000, 20_000]);
  });

  it('says of each act to which shift it belongs, and keeps the business date after six in the morning', async () => {
    world.clock.setTo('2026-11-21T05:59:00+08:00');
    const shiftA = await openShift(house, a);
    const desk = await atCounter(house, a);
    await enrol(world, desk);
    world.clock.setTo('2026-11-21T06:00:00+08:00');
    await enrol(world, desk);
    const acts = await world.rows(
      "SELECT shift_id, business_date, count(*) AS n FROM journal_entry WHERE actor_id = ? AND kind = 'members.enrol' GROUP BY shift_id, business_date",
      [a.id],
    );
    expect(acts).toEqual([{ shiftId: shiftA, businessDate: '2026-11-20', n: 2 }]);
    await cut(a);
    const shiftB = await openShift(house, b, 'B');
    expect(await world.one('SELECT business_date FROM shift WHERE id = ?', [shiftB])).toEqual({
      businessDate: '2026-11-20',
    });
  });

  it('lets a clerk take an act back alone until F9, and then no more', async () => {
    await openShift(house, a);
    const desk = await atCounter(house, a);
    const made = [await enrol(world, desk), await enrol(world, desk)];
    const undo = (who: Colleague, enrolmentId: string) =>
      atCounter(house, who).then((where) =>
        world.get(EnrolmentUndoService).undo(where, uuidv7(), enrolmentId, '客人改主意'),
      );
    await undo(a, made[0]!.enrolmentId);
    const member = { membershipId: made[1]!.membershipId, cardId: '', cardNo: '' };
    await push({ world, house }, { slipNo: `J${evenings}` });
    const credited = await credit({ world, house, clerk: a }, member, `J${evenings}`, { desk });
    await cut(a);
    await expect(undo(a, made[1]!.enrolmentId)).rejects.toThrow(code('cards.undo.notYours'));
    const input = { confirmationId: credited.confirmationId, reason: '积错会员' };
    const late = commandOfTheDay(at(house, a), 'points.undoCredit', uuidv7(), input);
    await expect(world.get(UndoCredit).run(late, clerkOf(desk))).rejects.toThrow(code('points.undo.needsManager'));
  });

  it('pays a fee back out of the drawer that serves now, as a line of its own, when the one that took it was cut', async () => {
    const shiftA = await openShift(house, a);
    const cash = await enrol(world, await atCounter(house, a), typed());
    const wechat = await enrol(world, await atCounter(house, a), typed({ tender: 'WECHAT_PAY' }));
    await cut(a);
    const shiftB = await openShift(house, b, 'B');
    const undo = (enrolmentId: string) =>
      atCounter(house, supervisor).then((desk) =>
        world.get(EnrolmentUndoService).undo(desk, uuidv7(), enrolmentId, '客人改主意'),
      );
    await expect(undo(cash.enrolmentId)).rejects.toThrow(code('ledger.drawerShort'));
    await sell(world, await atCounter(house, b), 50_000);
    await undo(cash.enrolmentId);
    await undo(wechat.enrolmentId);
    expect([await drawerOf(shiftA), await drawerOf(shiftB)]).toEqual([20_000, 30_000]);
    expect(await tendersOf(world.get(Reader), shiftA)).toMatchObject([{ kind: 'tender.wechatPay', fen: 20_000 }]);
    expect(await tendersOf(world.get(Reader), shiftB)).toMatchObject([{ kind: 'tender.wechatPay', fen: -20_000 }]);
    await expect(undo(cash.enrolmentId)).rejects.toThrow(code('cards.undo.done'));
  });

  it('posts what an acquirer has over and under to accounts of their own, never netted, over the limit with the supervisor', async () => {
    const shiftA = await openShift(house, a);
    const desk = await atCounter(house, a);
    await sell(world, desk, 20_000, 'tender.wechatPay');
    await sell(world, desk, 30_000, 'tender.alipay');
    await cut(a);
    await count(a, shiftA, 0);
    const sign = (cosign: { staffNo: string; pin: string }, reason = '截图是假的') =>
      world.get(SignHandover).sign(
        at(house, a),
        uuidv7(),
        shiftA,
        sheet({
          cosign,
          reason,
          typed: { 'line-merchantCopies': '0', 'total-wechatPay': '0', 'total-alipay': '500' },
        }),
      );
    await expect(sign({ staffNo: '', pin: '' })).rejects.toThrow(code('shifts.sign.supervisor'));
    await expect(sign(cosigned(b))).rejects.toThrow(code('cosign.role'));
    await expect(sign(cosigned(supervisor), '')).rejects.toThrow(code('shifts.reason.required'));
    await openShift(house, b, 'B');
    const { body } = (await world.one<{ body: string }>('SELECT body FROM document WHERE id = ?', [
      await sign(cosigned(supervisor)),
    ]))!;
    expect(body).toMatch(/接班人 \| 赵敏[^]*主管 \| 李主管/);
    await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(b));
    expect(await tenderDifferencesOf(world.get(Reader), shiftA)).toMatchObject([
      { kind: 'tender.alipay', overFen: 20_000, shortFen: 0 },
      { kind: 'tender.wechatPay', overFen: 0, shortFen: 20_000 },
    ]);
    expect(await drawerOf(shiftA, 'tender.wechatPay')).toBe(0);
    expect(await tendersOf(world.get(Reader), shiftA)).toMatchObject([{ fen: 30_000 }, { fen: 20_000 }]);
  });

  it('calls float only what came as float: more is refused, what is not passed on lies apart in the bag', async () => {
    const finance = await hire(house, `F${evenings}0`, 'FINANCE');
    const shiftA = await openShift(house, a);
    const desk = await atCounter(house, a);
    const float = { askedFen: 50_000, countedFen: 50_000 };
    await world.get(CashDrawer).drawFloat(desk, uuidv7(), float, cosigned(finance));
    await sell(world, desk, 300_000);
    await cut(a);
    const shiftB = await openShift(house, b, 'B');
    await count(a, shiftA, 350_000);
    const sign = (who: Colleague, shiftId: string, floatTo: string, floatFen: number) =>
      world
        .get(SignHandover)
        .sign(
          at(house, who),
          uuidv7(),
          shiftId,
          sheet({ floatTo, floatFen, reason: '短', cosign: cosigned(supervisor) }),
        );
    const bagOf = (shiftId: string) =>
      world.one('SELECT float_fen, takings_fen FROM cash_bag WHERE shift_id = ?', [shiftId]);
    for (const floatTo of ['BAG', 'NEXT'])
      await expect(sign(a, shiftA, floatTo, 50_001)).rejects.toThrow(code('shifts.float.tooMuch'));
    await sign(a, shiftA, 'NEXT', 20_000);
    await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(b));
    expect(await bagOf(shiftA)).toEqual({ floatFen: 30_000, takingsFen: 300_000 });
    // of the 200 that came over 100 are missing: no more than what is there is float, and all of it goes back
    await cut(b);
    for (const verdict of ['RECOUNT', 'DIFFERS']) expect(await count(b, shiftB, 10_000)).toBe(verdict);
    await expect(sign(b, shiftB, 'NEXT', 10_001)).rejects.toThrow(code('shifts.float.tooMuch'));
    await sign(b, shiftB, 'BAG', 0);
    await world.get(TakeOver).accept(at(house, b), uuidv7(), shiftB, cosigned(a));
    expect(await bagOf(shiftB)).toEqual({ floatFen: 10_000, takingsFen: 0 });
  });
});

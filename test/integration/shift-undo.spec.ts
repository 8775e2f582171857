import { uuidv7 } from 'uuidv7';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { FinanceService } from '../../src/shifts/finance/finance.service.js';
import { drawerEquation } from '../../src/shifts/rules/drawer-equation.js';
import { movesOf } from '../../src/shifts/shift-rows.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { UndoDrawerAct } from '../../src/shifts/undo-drawer-act.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell } from '../support/shifts.js';
import { topUp, yuan } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('what was wrong at a drawer is put right by rows of its own', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let finance: Colleague;
  let evenings = 0;

  const drawer = (owner: string) => world.get(Ledger).balance(world.get(Reader), 'FEN', { kind: 'cash.drawer', owner });
  const cut = (who: Colleague) => world.get(ShiftsService).cut(at(house, who), uuidv7());
  const linesOf = async (shiftId: string) => drawerEquation(await movesOf(world.get(Reader), shiftId)).lines;
  const undo = async (who: Colleague, documentId: string, by?: Colleague, reason = '点错了') =>
    world.get(UndoDrawerAct).undo(await atCounter(house, who), uuidv7(), documentId, {
      reason,
      staffNo: '',
      pin: '',
      ...(by && cosigned(by)),
    });
  const drop = async (number: string) =>
    world.get(CashDrawer).dropCash(await atCounter(house, a), uuidv7(), { amountFen: 10_000, number }, cosigned(lead));

  /** Rounds down the last sale. */
  const round = async (amountFen: number) => {
    const sale = await world.one<{ number: string }>(
      "SELECT number FROM document WHERE prefix = 'XS' ORDER BY id DESC LIMIT 1",
    );
    const form = { amountFen, reference: sale!.number };
    return world.get(CashDrawer).roundDown(await atCounter(house, a), uuidv7(), form);
  };

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    evenings += 1;
    house = await openHouse(world);
    a = await hire(house, `A${evenings}0`, 'CLERK', { name: '王丽' });
    b = await hire(house, `B${evenings}0`, 'CLERK', { name: '赵敏' });
    lead = await hire(house, `S${evenings}0`, 'DUTY_SUPERVISOR', { name: '李主管' });
    finance = await hire(house, `F${evenings}0`, 'FINANCE', { name: '陈会计' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('lets a lead give back and correct at the drawer of another, but sell nothing into it', async () => {
    const shiftId = await openShift(house, a);
    const guest = await member(world, await atCounter(house, a));
    await topUp(world, await atCounter(house, a), guest.membershipId, yuan(500));
    const before = await drawer(shiftId);
    const there = await atCounter(house, lead);
    for (const account of ['cash.drawer', 'tender.wechatPay'] as const)
      await expect(sell(world, there, 100, account)).rejects.toThrow(code('shifts.notYours'));
    await expect(topUp(world, there, guest.membershipId, yuan(500))).rejects.toThrow(code('shifts.notYours'));
    await sell(world, there, -100);
    await expect(sell(world, await atCounter(house, b), -100)).rejects.toThrow(code('shifts.notYours'));
    const correct = async (amountFen: number) => {
      const { id: lotId } = (await world.one<{ id: string }>(
        'SELECT id FROM top_up_lot WHERE membership_id = ? ORDER BY id DESC LIMIT 1',
        [guest.membershipId],
      ))!;
      const wish = { lotId, amountFen, tender: '', reason: '按错' };
      const command = commandOfTheDay(there, 'storedValue.correctTopUp', uuidv7(), wish);
      await world.get(UnitOfWork).run(command, async (tx) => {
        await world.get(CorrectTopUp).within(tx, wish, handOf(there));
        return null;
      });
    };
    await correct(yuan(400));
    expect(await drawer(shiftId)).toBe(before - 100 - yuan(100));
    await correct(yuan(600));
    expect(await drawer(shiftId)).toBe(before - 100 + yuan(100));
  });

  it('takes back 投款, 抹零 and 假币 once, with the second person where there was one, and keeps both rows', async () => {
    const shiftId = await openShift(house, a);
    const desk = await atCounter(house, a);
    await sell(world, desk, 30_050);
    const rounded = await round(50);
    const note = { amountFen: 10_000, reason: '验钞机响', reference: '' };
    const falseNote = await world.get(CashDrawer).counterfeit(desk, uuidv7(), note, cosigned(lead));
    const dropped = await drop(`T${evenings}`);
    expect(await drawer(shiftId)).toBe(10_000);
    await expect(undo(b, rounded.documentId)).rejects.toThrow(code('shifts.notYours'));
    await expect(undo(a, rounded.documentId, undefined, '')).rejects.toThrow(code('text.required'));
    await expect(undo(a, dropped.documentId)).rejects.toThrow(code('staff.pin.refused'));
    await expect(undo(a, dropped.documentId, b)).rejects.toThrow(code('cosign.role'));
    await expect(undo(a, falseNote.documentId, finance)).rejects.toThrow(code('cosign.role'));
    const page = `/drawer/undo/${rounded.documentId}`;
    const screen = await Desk.of(world, house, a);
    expect((await screen.get('/shifts')).html).toContain(page);
    expect((await screen.submit(page, { reason: '' })).text).toContain('请填写');
    await screen.submit(page, { reason: '点错了' });
    expect((await screen.get('/shifts')).text).toMatch(/抹零冲正/);
    await undo(a, dropped.documentId, finance);
    await undo(a, falseNote.documentId, lead);
    for (const { documentId } of [rounded, dropped, falseNote])
      await expect(undo(a, documentId, lead)).rejects.toThrow(code('shifts.undo.done'));
    expect(await drawer(shiftId)).toBe(30_050);
    expect(await linesOf(shiftId)).toMatchObject({ drops: 0, rounding: 0, counterfeit: 0 });
    const rows = await world.rows("SELECT kind, amount_fen FROM drawer_act WHERE shift_id = ? AND kind LIKE '%rop%'", [
      shiftId,
    ]);
    expect(rows).toEqual([
      { kind: 'shifts.dropped', amountFen: 10_000 },
      { kind: 'shifts.dropUndone', amountFen: 10_000 },
    ]);
    expect(await world.one('SELECT state FROM cash_bag WHERE id = ?', [dropped.actId])).toEqual({
      state: 'TAKEN_BACK',
    });
    // the sale may be rounded again, and rightly this time
    await round(50);
    await expect(round(50)).rejects.toThrow(code('shifts.roundDown.again'));
  });

  it('puts the cash into the drawer that serves now when the one it left was cut, and nothing once Finance has counted', async () => {
    const shiftA = await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    const [first, second] = [await drop(`U${evenings}`), await drop(`V${evenings}`)];
    await sell(world, await atCounter(house, a), 50);
    const rounded = await round(50);
    await cut(a);
    await expect(undo(a, first.documentId, lead)).rejects.toThrow(code('shifts.notOpen'));
    const shiftB = await openShift(house, b, 'B');
    await undo(b, first.documentId, lead);
    expect([await drawer(shiftA), await drawer(shiftB)]).toEqual([0, 10_000]);
    expect([(await linesOf(shiftA)).drops, (await linesOf(shiftB)).drops]).toEqual([-20_000, 10_000]);
    const count = { counts: { 10_000: 1 }, reason: '' };
    await world.get(FinanceService).receive(at(house, finance), uuidv7(), second.actId, count);
    await expect(undo(b, second.documentId, lead)).rejects.toThrow(code('shifts.undo.counted'));
    const firstAgain = world.get(FinanceService).receive(at(house, finance), uuidv7(), first.actId, count);
    await expect(firstAgain).rejects.toThrow(code('bag.transition'));
    // the loss stays with the shift that made it: its count told what was there
    await expect(undo(b, rounded.documentId)).rejects.toThrow(code('shifts.undo.cut'));
    const screen = await Desk.of(world, house, lead);
    expect((await screen.get(`/shifts/${shiftA}`)).html).not.toContain('/drawer/undo/');
  });
});

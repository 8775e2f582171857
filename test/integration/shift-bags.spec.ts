import { uuidv7 } from 'uuidv7';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import { BagsService } from '../../src/shifts/bags.service.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { FinanceService } from '../../src/shifts/finance/finance.service.js';
import { MissingCopies } from '../../src/shifts/missing-copies.js';
import { foundCopies, missingCopies } from '../../src/shifts/shift-copies.js';
import { shiftOf } from '../../src/shifts/shift-rows.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import type { CashCounts } from '../../src/shifts/rules/denominations.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import type { Role } from '../../src/staff/roles.js';
import { HandoverParts } from '../../src/venue/handover-parts.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, printPaper, sell, sheet } from '../support/shifts.js';
import { type AppWorld, instant, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('what leaves a drawer besides sales', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let supervisor: Colleague;
  let finance: Colleague;

  const count = (shiftId: string, who: Colleague, counts: CashCounts) =>
    world.get(DrawerCounts).count(at(house, who), uuidv7(), shiftId, counts);
  const cut = (who: Colleague) => world.get(ShiftsService).cut(at(house, who), uuidv7());
  const drawer = (owner: string) => world.get(Ledger).balance(world.get(Reader), 'FEN', { kind: 'cash.drawer', owner });
  const stateOf = async (id: string) =>
    (await world.one<{ state: string }>('SELECT state FROM shift WHERE id = ?', [id]))!.state;

  const print = (desk: DeskContext, kind: string, prefix: string) => printPaper(world, desk, kind, prefix);

  let evenings = 0;
  const somebody = (role: Role, name: string) => hire(house, `${role.slice(0, 3)}${(evenings += 1)}`, role, { name });

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    world.clock.setTo('2026-11-20T12:00:00+08:00');
    house = await openHouse(world);
    a = await somebody('CLERK', '王丽');
    b = await somebody('CLERK', '赵敏');
    supervisor = await somebody('DUTY_SUPERVISOR', '李主管');
    finance = await somebody('FINANCE', '陈会计');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('seals the bag at night, and an old one blocks only its own clerk', async () => {
    const shiftA = await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    await cut(a);
    await count(shiftA, a, { 10_000: 2 });
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet());
    const bagId = (await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(supervisor)))!;
    const seal = () =>
      world.get(BagsService).seal(at(house, a), uuidv7(), bagId, { ...cosigned(supervisor), number: 'f100' });
    await expect(seal()).rejects.toThrow(code('shifts.bag.financeHere'));
    world.clock.setTo('2026-11-20T23:50:00+08:00');
    await seal();
    expect(await world.one('SELECT state, number, due_date FROM cash_bag WHERE id = ?', [bagId])).toEqual({
      state: 'SEALED',
      number: 'F100',
      dueDate: '2026-11-21',
    });
    expect(await stateOf(shiftA)).toBe('CLOSED');
    world.clock.setTo('2026-11-21T11:59:00+08:00');
    await openShift(house, a);
    await cut(a);
    world.clock.setTo('2026-11-21T12:00:00+08:00');
    await openShift(house, b);
    await expect(openShift(house, a)).rejects.toThrow(code('shifts.haveOne'));
  });

  it('stops a clerk whose bag Finance should have seen by noon', async () => {
    const shiftA = await openShift(house, a);
    const desk = await atCounter(house, a);
    await sell(world, desk, 20_000);
    await world.get(CashDrawer).dropCash(desk, uuidv7(), { amountFen: 20_000, number: 'T1' }, cosigned(supervisor));
    await expect(
      world.get(CashDrawer).dropCash(desk, uuidv7(), { amountFen: 1, number: 'T2' }, cosigned(supervisor)),
    ).rejects.toThrow(code('shifts.drawerShort'));
    await cut(a);
    await count(shiftA, a, { 10_000: 0 });
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet());
    await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(b));
    world.clock.advance(instant('2026-11-21T12:00') - world.clock.now());
    await expect(openShift(house, a)).rejects.toThrow(code('shifts.oldBag'));
    const [bag] = await world.rows<{ id: string }>('SELECT id FROM cash_bag WHERE shift_id = ?', [shiftA]);
    const receive = (reason: string) =>
      world
        .get(FinanceService)
        .receive(at(house, finance), uuidv7(), bag!.id, { counts: { 10_000: 1, 5_000: 1 }, reason });
    await expect(receive('')).rejects.toThrow(code('shifts.reason.required'));
    await receive('袋内少一张 50 元');
    await openShift(house, a);
  });

  it('hands over for a clerk who is gone, with a supervisor and a reason', async () => {
    const shiftA = await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    const takeOver = (who: Colleague, by: Colleague, reason: string) =>
      world.get(ShiftsService).takeOver(at(house, who), uuidv7(), shiftA, { ...cosigned(by), reason });
    await expect(takeOver(b, supervisor, '')).rejects.toThrow(code('text.required'));
    await expect(takeOver(a, supervisor, '早退')).rejects.toThrow(code('shifts.takeOver.own'));
    await expect(takeOver(b, finance, '早退')).rejects.toThrow(code('cosign.role'));
    await takeOver(b, supervisor, '家中急事先走');
    await expect(count(shiftA, a, { 10_000: 2 })).rejects.toThrow(code('shifts.notYours'));
    expect(await count(shiftA, b, { 10_000: 2 })).toBe('AGREES');
    await world.get(SignHandover).sign(at(house, b), uuidv7(), shiftA, sheet());
    await expect(world.get(TakeOver).accept(at(house, b), uuidv7(), shiftA, cosigned(b))).rejects.toThrow(
      code('shifts.accept.self'),
    );
    await world.get(TakeOver).accept(at(house, b), uuidv7(), shiftA, cosigned(supervisor));
  });

  it('has a line for what was rounded down and one for a false note', async () => {
    const shiftA = await openShift(house, a);
    const desk = await atCounter(house, a);
    await sell(world, desk, 20_050);
    const cash = world.get(CashDrawer);
    await expect(cash.roundDown(desk, uuidv7(), { amountFen: 100, reference: 'XS1' })).rejects.toThrow(
      code('shifts.roundDown.max'),
    );
    const sale = await world.one<{ number: string }>('SELECT number FROM document ORDER BY id DESC LIMIT 1');
    await cash.roundDown(desk, uuidv7(), { amountFen: 50, reference: sale!.number });
    await expect(
      cash.counterfeit(desk, uuidv7(), { amountFen: 10_000, reason: '', reference: '' }, cosigned(supervisor)),
    ).rejects.toThrow(code('text.required'));
    await cash.counterfeit(
      desk,
      uuidv7(),
      { amountFen: 10_000, reason: '验钞机漏过', reference: '' },
      cosigned(supervisor),
    );
    await expect(cash.roundDown(await atCounter(house, b), uuidv7(), { amountFen: 1, reference: 'x' })).rejects.toThrow(
      code('shifts.notYours'),
    );
    expect(await drawer(shiftA)).toBe(10_000);
  });

  it('counts every merchant copy of the shift in one pile, and looks for the one that is not there', async () => {
    const lines = world.get(HandoverParts);
    const pile = async (id: string) => {
      const shift = await shiftOf(world.get(Reader), house.store.id, id);
      return (await lines.lines(world.get(Reader), shift)).find(({ key }) => key === 'merchantCopies')!.expected;
    };
    const shiftA = await openShift(house, a);
    const desk = await atCounter(house, a);
    world.clock.advance(60_000);
    await print(desk, 'redemption-redeemed', 'DH');
    const topUp = await print(desk, 'top-up', 'CZ');
    // a supervisor without a shift prints at the same desk: it lies in the same drawer
    await print(await atCounter(house, supervisor), 'card-replacement', 'BU');
    // what another counter prints, and a paper without a second copy, do not
    await print(at(house, b, { terminal: null, shift: null }), 'top-up', 'CZ');
    await sell(world, desk, 10_000);
    expect(await pile(shiftA)).toBe(3);
    await cut(a);
    world.clock.advance(60_000);
    // the drawer is cut and the next shift is not open yet: this copy waits in its pile
    await print(await atCounter(house, b), 'points-confirmation', 'JF');
    world.clock.advance(60_000);
    const shiftB = await openShift(house, b);
    await print(await atCounter(house, b), 'top-up', 'CZ');
    expect([await pile(shiftA), await pile(shiftB)]).toEqual([3, 2]);

    await count(shiftA, a, { 10_000: 1 });
    const sign = (typed: Record<string, string>) =>
      world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet({ typed, reason: '储值单待找' }));
    await expect(sign({})).rejects.toThrow(code('count.required'));
    await expect(sign({ 'line-merchantCopies': '2' })).rejects.toThrow(code('shifts.copies.tick'));
    const named = { 'line-merchantCopies': '2', [`missing-${topUp.id}`]: '1' };
    await expect(sign({ ...named, 'line-merchantCopies': '3' })).rejects.toThrow(code('shifts.copies.tick'));
    await sign(named);
    await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(b));
    const missing = () => missingCopies(world.get(Reader), house.store.id);
    const [wanted] = await missing();
    expect(wanted).toMatchObject({ number: topUp.number, shiftId: shiftA, clerkName: a.name });
    const found = (note = '夹在 K12 结账单里') =>
      world.get(MissingCopies).found(at(house, b), uuidv7(), wanted!.id, note);
    await expect(found(' ')).rejects.toThrow(code('text.required'));
    await found();
    const [back] = await foundCopies(world.get(Reader), house.store.id, 1);
    expect(back).toMatchObject({ number: topUp.number, finderName: b.name, note: '夹在 K12 结账单里' });
    expect(await missing()).toEqual([]);
    await expect(found()).rejects.toThrow(code('page.notFound'));
  });
});

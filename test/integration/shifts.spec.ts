import { uuidv7 } from 'uuidv7';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { FinanceService } from '../../src/shifts/finance/finance.service.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import type { CashCounts } from '../../src/shifts/rules/denominations.js';
import type { Role } from '../../src/staff/roles.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('a shift from opening to the bank', (db) => {
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

  it('opens with no float at all, draws one short, sells, counts, hands over and ends at the bank', async () => {
    const shiftA = await openShift(house, a);
    const deskA = await atCounter(house, a);
    await world.get(CashDrawer).drawFloat(deskA, uuidv7(), { askedFen: 50_000, countedFen: 48_000 }, cosigned(finance));
    await sell(world, deskA, 20_000);
    await sell(world, deskA, -5_000);
    await sell(world, deskA, 10_000, 'tender.wechatPay');
    expect(await drawer(shiftA)).toBe(63_000);

    world.clock.setTo('2026-11-20T18:52:00+08:00');
    expect(await cut(a)).toBe(shiftA);
    const shiftB = await openShift(house, b, 'B');
    await sell(world, await atCounter(house, b), 20_000);
    expect(await count(shiftA, a, { 10_000: 6, 1_000: 3 })).toBe('AGREES');
    await world.get(SignHandover).sign(
      at(house, a),
      uuidv7(),
      shiftA,
      sheet({
        typed: { 'line-merchantCopies': '0', 'total-wechatPay': '100' },
        floatTo: 'NEXT',
        floatFen: 48_000,
      }),
    );
    const bagId = await world.get(TakeOver).accept(at(house, b), uuidv7(), shiftA, cosigned(b));
    expect(await drawer(shiftA)).toBe(0);
    expect(await drawer(shiftB)).toBe(68_000);
    expect(await stateOf(shiftA)).toBe('ACCEPTED');

    await world
      .get(FinanceService)
      .receive(at(house, finance), uuidv7(), bagId!, { counts: { 10_000: 1, 5_000: 1 }, reason: '' });
    expect(await stateOf(shiftA)).toBe('CLOSED');
    await world.get(FinanceService).deposit(at(house, finance), uuidv7(), { number: 'icbc-1', bagIds: [bagId!] });
    expect(await world.one('SELECT number, amount_fen FROM bank_deposit WHERE store_id = ?', [house.store.id])).toEqual(
      { number: 'ICBC-1', amountFen: 15_000 },
    );
    await expect(
      world.get(FinanceService).deposit(at(house, finance), uuidv7(), { number: 'ICBC-2', bagIds: [bagId!] }),
    ).rejects.toThrow(code('bag.transition'));
  });

  it('opens one shift a desk and one a clerk, and only with the checklist read', async () => {
    const service = world.get(ShiftsService);
    await expect(
      service.open(await atCounter(house, a), uuidv7(), { template: 'A', checks: ['book'] }),
    ).rejects.toThrow(code('shifts.checklist'));
    await expect(openShift(house, a, 'Z')).rejects.toThrow(code('shifts.template'));
    await expect(
      service.open(at(house, a, { terminal: null }), uuidv7(), { template: 'A', checks: [] }),
    ).rejects.toThrow(code('shifts.noDesk'));
    await openShift(house, a);
    await expect(openShift(house, b)).rejects.toThrow(code('shifts.deskTaken'));
    await cut(a);
    await expect(openShift(house, a, 'B')).rejects.toThrow(code('shifts.haveOne'));
    await expect(cut(a)).rejects.toThrow(code('shift.transition'));
    await expect(cut(b)).rejects.toThrow(code('shifts.noneOpen'));
  });

  it('keeps both blind counts, says no figure, and lets over and short stand apart', async () => {
    const shiftA = await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    await expect(count(shiftA, a, { 10_000: 2 })).rejects.toThrow(code('shift.transition'));
    await cut(a);
    await expect(count(shiftA, b, { 10_000: 2 })).rejects.toThrow(code('shifts.notYours'));
    expect(await count(shiftA, a, { 10_000: 1 })).toBe('RECOUNT');
    expect(await stateOf(shiftA)).toBe('CUT');
    expect(await count(shiftA, a, { 10_000: 1, 5_000: 1, 2_000: 2 })).toBe('DIFFERS');
    expect(
      await world.rows('SELECT round, counted_fen, verdict FROM cash_count WHERE shift_id = ? ORDER BY round', [
        shiftA,
      ]),
    ).toEqual([
      { round: 1, countedFen: 10_000, verdict: 'RECOUNT' },
      { round: 2, countedFen: 19_000, verdict: 'DIFFERS' },
    ]);
    const sign = (change: object) => world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet(change));
    await expect(sign({})).rejects.toThrow(code('shifts.reason.required'));
    await expect(sign({ reason: '找零多给', pin: '999999' })).rejects.toThrow(code('staff.pin.refused'));
    await sign({ reason: '找零多给' });
    await expect(world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(a))).rejects.toThrow(
      code('shifts.accept.self'),
    );
    await expect(world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(finance))).rejects.toThrow(
      code('shifts.accept.role'),
    );
    await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(supervisor));
    const short = await world.one("SELECT kind FROM ledger_account WHERE owner = ? AND kind = 'cash.short'", [shiftA]);
    expect(short).toEqual({ kind: 'cash.short' });
  });

  it('calls the supervisor when the difference is over the tolerance', async () => {
    const shiftA = await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    await cut(a);
    await count(shiftA, a, { 10_000: 3 });
    await count(shiftA, a, { 10_000: 3 });
    const sign = (change: object) =>
      world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet({ reason: '不明', ...change }));
    await expect(sign({ cosign: cosigned(b) })).rejects.toThrow(code('cosign.role'));
    await expect(sign({ cosign: cosigned(a) })).rejects.toThrow(code('cosign.self'));
    await sign({ cosign: cosigned(supervisor) });
    expect(
      await world.one('SELECT over_fen, short_fen, approved_by FROM handover_sheet WHERE shift_id = ?', [shiftA]),
    ).toEqual({
      overFen: 10_000,
      shortFen: 0,
      approvedBy: supervisor.id,
    });
  });

  it('goes back to counting when the incoming clerk refuses with a reason', async () => {
    const shiftA = await openShift(house, a);
    await cut(a);
    await count(shiftA, a, { 10_000: 0 });
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet());
    const refuse = (reason: string) =>
      world.get(TakeOver).refuse(at(house, a), uuidv7(), shiftA, { ...cosigned(b), reason });
    await expect(refuse(' ')).rejects.toThrow(code('text.required'));
    await refuse('商户联少一张');
    expect(await stateOf(shiftA)).toBe('REFUSED');
    expect(await count(shiftA, a, { 10_000: 0 })).toBe('AGREES');
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, sheet());
    expect(await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(b))).toBeNull();
    expect(await stateOf(shiftA)).toBe('CLOSED');
  });
});

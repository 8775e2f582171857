import { uuidv7 } from 'uuidv7';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { BankDeposit } from '../../src/shifts/finance/bank-deposit.entity.js';
import { FinanceCorrections } from '../../src/shifts/finance/finance-corrections.js';
import { FinanceQueries } from '../../src/shifts/finance/finance.queries.js';
import { FinanceService } from '../../src/shifts/finance/finance.service.js';
import type { CashCounts } from '../../src/shifts/rules/denominations.js';
import { shiftChecks } from '../../src/shifts/shift-checks.js';
import { UndoDrawerAct } from '../../src/shifts/undo-drawer-act.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { endShift } from '../support/night.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('Finance counts what it is brought, and takes it to the bank', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let finance: Colleague;
  let evenings = 0;

  const balance = (kind: 'cash.drawer' | 'finance.received', owner: string, part = '') =>
    world.get(Ledger).balance(world.get(Reader), 'FEN', { kind, owner, part });
  const drawer = (owner: string) => balance('cash.drawer', owner);
  const drop = async (number: string, amountFen = 10_000) =>
    world.get(CashDrawer).dropCash(await atCounter(house, a), uuidv7(), { amountFen, number }, cosigned(lead));
  const receive = (bagId: string, counts: CashCounts, reason = '') =>
    world.get(FinanceService).receive(at(house, finance), uuidv7(), bagId, { counts, reason });
  const deposit = (number: string, bagId: string) =>
    world.get(FinanceService).deposit(at(house, finance), uuidv7(), { number, bagIds: [bagId] });

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

  it('lets Finance correct its own count and its own deposit, and counts neither twice', async () => {
    const shiftId = await openShift(house, a);
    await sell(world, await atCounter(house, a), 10_000);
    const { actId: bagId } = await drop(`W${evenings}`);
    const [office, corrections] = [at(house, finance), world.get(FinanceCorrections)];
    const recount = (pieces: number, reason = '第一遍点错') =>
      corrections.recount(office, uuidv7(), bagId, { counts: { 5_000: pieces }, reason });
    const differences = async () => {
      const [row] = await world.get(FinanceQueries).differences(house.store.id, '2026-11');
      const moves = await world.get(FinanceQueries).differencesOf(house.store.id, a.id, '2026-11');
      expect(moves.reduce((sum, { shortFen }) => sum + shortFen, 0)).toBe(row!.shortFen);
      return { short: row!.shortFen, over: row!.overFen, rows: moves.length };
    };
    const screen = await Desk.of(world, house, finance);
    const shown = async () => {
      const { text } = await screen.get(`/shifts/${shiftId}`);
      return ['长款', '短款'].map((side) => new RegExp(`${side} (\\S+)`).exec(text)?.[1]);
    };
    await expect(recount(2)).rejects.toThrow(code('bag.transition'));
    // Finance counts blind: what was declared is told once its own count stands
    const bagPage = async () => (await screen.get(`/finance/bags/${bagId}`)).text;
    for (const text of [await bagPage(), (await screen.get('/finance')).text]) expect(text).not.toContain('100.00');
    expect((await screen.submit(`/finance/bags/${bagId}`, { d5000: '1' })).text).not.toContain('100.00');
    await receive(bagId, { 5_000: 1 }, '少一张');
    expect(await bagPage()).toMatch(/营业款 100\.00[^]*实点 50\.00/);
    expect(await differences()).toEqual({ short: 5_000, over: 0, rows: 1 });
    await expect(recount(2, '')).rejects.toThrow(code('text.required'));
    await recount(3);
    expect(await differences()).toEqual({ short: 0, over: 5_000, rows: 3 });
    expect(await shown()).toEqual(['50.00', '0.00']);
    await recount(2);
    expect(await differences()).toEqual({ short: 0, over: 0, rows: 4 });
    expect(await shown()).toEqual(['0.00', '0.00']);
    await deposit('icbc7', bagId);
    await expect(recount(2)).rejects.toThrow(code('finance.recount.deposited'));
    const { id } = (await world.one<{ id: string }>('SELECT id FROM bank_deposit WHERE store_id = ?', [
      house.store.id,
    ]))!;
    await expect(corrections.undoDeposit(office, uuidv7(), id, '')).rejects.toThrow(code('text.required'));
    await screen.submit(`/finance/deposits/${id}`, { reason: '勾错了袋' }, `/finance/deposits/${id}/undo`);
    expect((await screen.get('/finance/deposits')).text).toMatch(/ 冲正 [^]*−100\.00[^]*ICBC7[^]*已冲正/);
    await expect(corrections.undoDeposit(office, uuidv7(), id, '勾错了袋')).rejects.toThrow(code('shifts.undo.done'));
    expect(await balance('finance.received', house.store.id, bagId)).toBe(10_000);
    await deposit('ICBC7', bagId);
    await expect(deposit('ICBC7', bagId)).rejects.toThrow(code('finance.deposit.numberUsed'));
    expect(
      await world.rows('SELECT number FROM bank_deposit WHERE store_id = ? ORDER BY id', [house.store.id]),
    ).toEqual([{ number: 'ICBC7' }, { number: 'ICBC7 (2)' }]);
    expect(await drawer(shiftId)).toBe(0);
    const second = await screen.get('/finance/deposits?month=2026-11&skip=1');
    expect(second.text).toMatch(/上个月 2026-11 [^]*上一页 2–3 下一页/);
    expect(second.html).toContain('skip&#x3D;0');
    expect(second.text).not.toContain('−100.00');
  });

  it('knows the float in what was dropped: it goes back as float, whoever has it in the drawer by then', async () => {
    const shiftA = await openShift(house, a);
    const float = { askedFen: 50_000, countedFen: 50_000 };
    await world.get(CashDrawer).drawFloat(await atCounter(house, a), uuidv7(), float, cosigned(finance));
    const whole = await drop(`P${evenings}`);
    await sell(world, await atCounter(house, a), 15_000);
    const part = await drop(`Q${evenings}`, 20_000);
    const bag = (id: string) => world.one('SELECT takings_fen, float_fen FROM cash_bag WHERE id = ?', [id]);
    expect(await bag(whole.actId)).toEqual({ takingsFen: 0, floatFen: 10_000 });
    expect(await bag(part.actId)).toEqual({ takingsFen: 15_000, floatFen: 5_000 });
    const out = async () =>
      (await world.get(FinanceQueries).floatsOut(house.store.id)).map(({ fen }) => fen).toSorted((x, y) => x - y);
    expect(await out()).toEqual([5_000, 10_000, 35_000]);
    await receive(whole.actId, { 10_000: 1 });
    await receive(part.actId, { 10_000: 2 });
    expect(await out()).toEqual([35_000]);
    expect(await balance('finance.received', house.store.id, part.actId)).toBe(15_000);
    expect(await world.one('SELECT state FROM cash_bag WHERE id = ?', [whole.actId])).toEqual({ state: 'DEPOSITED' });
    // a drop of float that a later shift takes back is float in that drawer, and lies apart in its bag
    const taken = await drop(`R${evenings}`);
    await endShift(house, a, b, 0, { 5_000: 5 });
    const shiftB = await openShift(house, b, 'B');
    const desk = await atCounter(house, b);
    const typed = { ...cosigned(lead), reason: '柜子满了' };
    await world.get(UndoDrawerAct).undo(desk, uuidv7(), taken.documentId, typed);
    await sell(world, desk, 2_000);
    await endShift(house, b, a, 0, { 5_000: 2, 2_000: 1 });
    const bagOf = (shiftId: string) =>
      world.one("SELECT takings_fen, float_fen FROM cash_bag WHERE source = 'SHIFT' AND shift_id = ?", [shiftId]);
    expect(await bagOf(shiftA)).toEqual({ takingsFen: 0, floatFen: 25_000 });
    expect(await bagOf(shiftB)).toEqual({ takingsFen: 2_000, floatFen: 10_000 });
  });

  it('is missed by verify where it holds what it did not count, or the bank what was not brought', async () => {
    await openShift(house, a);
    await sell(world, await atCounter(house, a), 20_000);
    const [kept, brought] = [await drop(`M${evenings}`), await drop(`N${evenings}`)];
    for (const { actId } of [kept, brought]) await receive(actId, { 10_000: 1 });
    await deposit('CCB1', brought.actId);
    /** What `verify` would say inside a unit that is then undone. */
    const saying = async (wrong: (tx: Tx) => Promise<unknown>) => {
      const said: string[] = [];
      const unit = given(world, house.store.id, async (tx) => {
        await wrong(tx);
        for (const check of shiftChecks) if ((await check.run(tx)).length > 0) said.push(check.name);
        throw new Error('undone');
      });
      await expect(unit).rejects.toThrow('undone');
      return said;
    };
    expect(await saying(() => Promise.resolve())).toEqual([]);
    const recounted = (tx: Tx) =>
      tx.run('UPDATE cash_bag SET received_fen = received_fen + 1 WHERE id = ?', [kept.actId]);
    expect(await saying(recounted)).toEqual(['bags.financeHoldsWhatItCounted']);
    const unbacked = async (tx: Tx) => {
      const row = (await tx.one<Omit<BankDeposit, 'journalId'>>('SELECT * FROM bank_deposit WHERE number = ?', [
        'CCB1',
      ]))!;
      await tx.insert(BankDeposit, { ...row, id: uuidv7(), number: 'CCB2' });
    };
    expect(await saying(unbacked)).toEqual(['bank.holdsItsDeposits']);
  });
});

import { uuidv7 } from 'uuidv7';
import { AccountGates } from '../../src/ledger/account-gates.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { guardDrawers } from '../../src/shifts/drawer-gate.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { VenueActs } from '../../src/venue/venue-acts.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { sealNight } from '../support/night.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const codeOf = (reason: unknown) => (reason instanceof Error && 'code' in reason ? reason.code : reason);

describeOnBothDatabases('at the second of handover', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let evenings = 0;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    evenings += 1;
    world.clock.setTo('2026-11-20T18:50:00+08:00');
    house = await openHouse(world);
    a = await hire(house, `A${evenings}0`, 'CLERK', { name: '王丽' });
    b = await hire(house, `B${evenings}0`, 'CLERK', { name: '赵敏' });
  });
  afterAll(() => world.close());

  const drawer = (owner: string) => world.get(Ledger).balance(world.get(Reader), 'FEN', { kind: 'cash.drawer', owner });
  const cut = () => world.get(ShiftsService).cut(at(house, a), uuidv7());

  /** Ten sales from screens that were opened before F9, and F9 among them. */
  async function salesAround(): Promise<{ shiftId: string; taken: number; late: unknown[] }> {
    const shiftId = await openShift(house, a);
    const desk = await atCounter(house, a);
    const sales = Array.from({ length: 10 }, (_, at) => (at === 5 ? cut() : sell(world, desk, 100)));
    const ends = await Promise.allSettled(sales);
    const sold = ends.filter((_, at) => at !== 5);
    return {
      shiftId,
      taken: sold.filter(({ status }) => status === 'fulfilled').length,
      late: sold.flatMap((end) => (end.status === 'rejected' ? [codeOf(end.reason)] : [])),
    };
  }

  it('a sale is in the drawer that was counted, or refused and in the next one', async () => {
    const { shiftId, taken, late } = await salesAround();
    expect(taken + late.length).toBe(9);
    expect(new Set(late)).toEqual(new Set(late.length > 0 ? ['shifts.drawerCut'] : []));
    expect(await drawer(shiftId)).toBe(taken * 100);
    await expect(
      sell(world, { ...(await atCounter(house, a)), terminal: { ...house.terminal, drawerId: shiftId } }, 100),
    ).rejects.toThrow(code('shifts.drawerCut'));
    await openShift(house, b, 'B');
    await sell(world, await atCounter(house, b), 100);
    await expectBooksToBalance(world);
  });

  it('control: without the gate a late sale moves a drawer that was already cut, and verify says so', async () => {
    const gates = world.get(AccountGates);
    const shiftId = await openShift(house, a);
    const desk = await atCounter(house, a);
    await cut();
    world.clock.advance(1000);
    gates.register(['cash.drawer'], () => Promise.resolve());
    await sell(world, desk, 100);
    guardDrawers(gates);
    const { checks } = await verifyReport(world);
    const fault = checks.find(({ name }) => name === 'shifts.cutDrawersStandStill');
    expect(fault).toMatchObject({ ok: false, detail: expect.stringContaining(shiftId) });
  });

  it('of two who press F9 one cuts, of two who open one gets the desk, of two who accept one does', async () => {
    const shiftId = await openShift(house, a);
    const cuts = await Promise.allSettled([cut(), cut()]);
    expect(cuts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const c = await hire(house, `C${evenings}0`, 'CLERK');
    const opens = await Promise.allSettled([openShift(house, b, 'B'), openShift(house, c, 'B')]);
    expect(opens.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await world.get(DrawerCounts).count(at(house, a), uuidv7(), shiftId, { 10_000: 0 });
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftId, sheet());
    const accept = (who: Colleague) => world.get(TakeOver).accept(at(house, who), uuidv7(), shiftId, cosigned(who));
    const accepted = await Promise.allSettled([accept(b), accept(c)]);
    expect(accepted.flatMap((end) => (end.status === 'rejected' ? [codeOf(end.reason)] : []))).toEqual([
      'shift.transition',
    ]);
  });

  it('the same F9 twice is one cut', async () => {
    const shiftId = await openShift(house, a);
    const key = uuidv7();
    const service = world.get(ShiftsService);
    expect(await service.cut(at(house, a), key)).toBe(shiftId);
    expect(await service.cut(at(house, a), key)).toBe(shiftId);
  });

  it('a day is not closed over an open shift, and leaves its numbered sheet when it is', async () => {
    const shiftId = await openShift(house, a);
    const close = () =>
      world
        .get(UnitOfWork)
        .run(commandOfTheDay(at(house, a), 'venue.closeDay', uuidv7(), {}), (tx) =>
          world.get(BusinessDaysService).close(tx),
        );
    await expect(close()).rejects.toThrow(code('venue.day.notReady'));
    await cut();
    await world.get(DrawerCounts).count(at(house, a), uuidv7(), shiftId, { 10_000: 0 });
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftId, sheet());
    await world.get(TakeOver).accept(at(house, a), uuidv7(), shiftId, cosigned(b));
    await expect(close()).rejects.toThrow(code('venue.day.notReady'));
    await sealNight(house, a, await hire(house, `G${evenings}0`, 'SECURITY_GUARD', { name: '高强' }));
    await close();
    const day = await world.one(
      'SELECT d.number FROM day_snapshot s JOIN document d ON d.id = s.document_id WHERE s.store_id = ?',
      [house.store.id],
    );
    expect(day).toEqual({ number: 'RJ20261120-0001' });
    await expect(openShift(house, b)).rejects.toThrow(code('venue.dayNotOpen'));
  });

  /** An act of the day from a screen that was opened before the day was closed; `asks` again when it is written, or not. */
  function lateAct(who: Colleague, asks: boolean): Promise<unknown> {
    const { ofOpenDay, ...command } = commandOfTheDay(at(house, who), 'points.undoCredit', uuidv7(), {});
    return world.get(UnitOfWork).run(asks ? { ...command, ofOpenDay } : command, () => Promise.resolve(null));
  }

  const writtenAfterClosing = () =>
    world.rows(
      `SELECT j.seq FROM journal_entry j JOIN journal_entry c ON c.store_id = j.store_id AND c.kind = 'venue.closeDay' AND c.outcome = 'DONE'
       WHERE j.store_id = ? AND j.kind = 'points.undoCredit' AND j.outcome = 'DONE' AND j.seq > c.seq`,
      [house.store.id],
    );

  it('an act of the day is written before the day is closed, or refused', async () => {
    const lead = await hire(house, `L${evenings}0`, 'DUTY_SUPERVISOR');
    const acts = Array.from({ length: 8 }, (_, index) =>
      index === 3 ? world.get(VenueActs).closeDay(at(house, lead), uuidv7()) : lateAct(lead, true),
    );
    const ends = await Promise.allSettled(acts);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [codeOf(end.reason)] : []));
    expect(refused.filter((why) => why !== 'venue.dayNotOpen')).toEqual([]);
    expect(await writtenAfterClosing()).toEqual([]);
  });

  it('control: an act that does not ask again is written into a day that was closed', async () => {
    const lead = await hire(house, `L${evenings}0`, 'DUTY_SUPERVISOR');
    await world.get(VenueActs).closeDay(at(house, lead), uuidv7());
    await expect(lateAct(lead, true)).rejects.toThrow(code('venue.dayNotOpen'));
    await lateAct(lead, false);
    expect(await writtenAfterClosing()).toHaveLength(1);
  });

  it('a clock set back moves neither the cut nor the order of what happened', async () => {
    const shiftId = await openShift(house, a);
    await sell(world, await atCounter(house, a), 100);
    world.clock.setTo('2026-11-20T03:00:00+08:00');
    await cut();
    const row = await world.one<{ openedAt: number; cutAt: number }>(
      'SELECT opened_at, cut_at FROM shift WHERE id = ?',
      [shiftId],
    );
    expect(row!.cutAt).toBeGreaterThanOrEqual(row!.openedAt);
  });
});

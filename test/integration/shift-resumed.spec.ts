import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Ledger } from '../../src/ledger/ledger.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import { BagsService } from '../../src/shifts/bags.service.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { shiftOf } from '../../src/shifts/shift-rows.js';
import { stepShift } from '../../src/shifts/shift-steps.js';
import { Shift } from '../../src/shifts/shift.entity.js';
import { ShiftsModule } from '../../src/shifts/shifts.module.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { endShift } from '../support/night.js';
import { at, given, hire, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../support/shifts.js';
import { dropUnique, forget, staleRead } from '../support/unguarded.js';
import { instant, openRooms, type World } from '../support/world.js';

const rooms = [I18nModule, ShiftsModule];

describeOnBothDatabases('three people in one evening, and a server that goes down between any two steps', (db) => {
  let world: World;
  let wall = '2026-11-20T12:00';

  /** The server is gone; another one starts on the same database and goes on. */
  async function restart(later: string): Promise<void> {
    await expectBooksToBalance(world);
    await world.close();
    wall = later;
    world = await openRooms(db, rooms, { at: wall });
  }

  it('hands over and over, each time from where it was left', async () => {
    world = await openRooms(db, rooms, { at: wall });
    const founded = await openHouse(world);
    const people = [];
    for (const [no, name] of [
      ['8801', '王丽'],
      ['8802', '赵敏'],
      ['8803', '孙悦'],
    ] as const)
      people.push(await hire(founded, no, 'CLERK', { name }));
    const house = () => ({ ...founded, world });
    const hours = ['15:00', '18:50', '23:59'];
    for (const [index, clerk] of people.entries()) {
      const time = `2026-11-20T${hours[index]}`;
      const shiftId = await openShift(house(), clerk, index === 0 ? 'A' : 'B');
      await sell(world, await atCounter(house(), clerk), 10_000);
      await restart(time);
      await world.get(ShiftsService).cut(at(house(), clerk), uuidv7());
      await restart(time);
      expect(await world.get(DrawerCounts).count(at(house(), clerk), uuidv7(), shiftId, { 5_000: 1 })).toBe('RECOUNT');
      await restart(time);
      expect(await world.get(DrawerCounts).count(at(house(), clerk), uuidv7(), shiftId, { 10_000: 1 })).toBe('AGREES');
      await world.get(SignHandover).sign(at(house(), clerk), uuidv7(), shiftId, sheet());
      await restart(time);
      const next = people[(index + 1) % people.length]!;
      await world.get(TakeOver).accept(at(house(), clerk), uuidv7(), shiftId, cosigned(next));
    }
    const bags = await world.rows('SELECT takings_fen, state FROM cash_bag');
    expect(bags).toEqual([1, 2, 3].map(() => ({ takingsFen: 10_000, state: 'IN_HAND' })));

    // the first of them went home and left the bag: somebody else seals it, with the supervisor and a reason
    const lead = await hire(house(), '8001', 'DUTY_SUPERVISOR');
    const heir = at(house(), people[1]!);
    const { id, shiftId } = (await world.one<{ id: string; shiftId: string }>(
      'SELECT id, shift_id FROM cash_bag WHERE clerk_id = ?',
      [people[0]!.id],
    ))!;
    const seal = () => world.get(BagsService).seal(heir, uuidv7(), id, { ...cosigned(lead), number: 'F1' });
    const takeOver = () =>
      world.get(ShiftsService).takeOver(heir, uuidv7(), shiftId, { ...cosigned(lead), reason: '忘了封袋先走' });
    await expect(seal()).rejects.toThrow(expect.objectContaining({ code: 'shifts.notYours' }));
    await takeOver();
    await seal();
    expect(await shiftOf(world.get(Reader), founded.store.id, shiftId)).toMatchObject({ state: 'CLOSED' });
    await expect(takeOver()).rejects.toThrow(expect.objectContaining({ code: 'shift.transition' }));
    await expectBooksToBalance(world);
    await world.close();
  });

  it('lets one of two act who both read the shift before either wrote', async () => {
    world = await openRooms(db, rooms, { at: '2026-11-20T12:00' });
    const house = await openHouse(world, { name: '星河KTV 江南店' });
    const a = await hire(house, '8811', 'CLERK');
    const b = await hire(house, '8812', 'CLERK');
    const shiftId = await openShift(house, a);
    const read = await shiftOf(world.get(Reader), house.store.id, shiftId);
    const cutAsRead = () => given(world, house.store.id, (tx) => stepShift(tx, read, 'cut'));
    const steps = () => world.rows('SELECT action FROM shift_step WHERE shift_id = ?', [shiftId]);
    await cutAsRead();
    await expect(cutAsRead()).rejects.toThrow(expect.objectContaining({ code: 'shift.transition' }));
    expect(await steps()).toHaveLength(1);

    const row = (await world.one<Omit<Shift, 'journalId'>>('SELECT * FROM shift WHERE id = ?', [shiftId]))!;
    const openUnseen = (change: Partial<Shift>) =>
      given(world, house.store.id, async (tx) => {
        await tx.insert(Shift, { ...row, id: uuidv7(), ...change });
        return null;
      });
    await expect(openUnseen({ clerkId: b.id, openClerkId: b.id })).rejects.toThrow(/unique/i);
    await expect(openUnseen({ openDeskId: null })).rejects.toThrow(/unique/i);

    // the control: an UPDATE that does not ask for the state it read
    forget(' AND state = ?');
    await cutAsRead();
    jest.restoreAllMocks();
    expect(await steps()).toHaveLength(2);
    await world.close();
  });

  it('keeps its date and its order when the clock jumps weeks ahead and back, with nothing sold', async () => {
    world = await openRooms(db, rooms, { at: '2026-11-20T12:00' });
    const house = await openHouse(world, { name: '星河KTV 城东店' });
    const a = await hire(house, '8821', 'CLERK');
    const b = await hire(house, '8822', 'CLERK');
    const first = await openShift(house, a);
    world.clock.setTo('2026-12-31T23:59:59+08:00');
    await endShift(house, a, b);
    world.clock.setTo('2026-11-20T19:00:00+08:00');
    const second = await openShift(house, b, 'B');
    const [ended, begun] = await Promise.all(
      [first, second].map((id) =>
        world.one<{ businessDate: string; state: string; openedAt: number; closedAt: number | null }>(
          'SELECT business_date, state, opened_at, closed_at FROM shift WHERE id = ?',
          [id],
        ),
      ),
    );
    expect(ended).toMatchObject({
      businessDate: '2026-11-20',
      state: 'CLOSED',
      closedAt: instant('2026-12-31T23:59:59'),
    });
    expect(begun).toMatchObject({ businessDate: '2026-11-20', state: 'OPEN', openedAt: ended!.closedAt });
    await expectBooksToBalance(world);
    await world.close();
  });

  it('control: without their guards two accepts pass one float on twice, and two opens leave two drawers at one desk', async () => {
    world = await openRooms(db, rooms, { at: '2026-11-20T12:00' });
    const house = await openHouse(world, { name: '星河KTV 城南店' });
    const [a, b, c] = [
      await hire(house, '8831', 'CLERK'),
      await hire(house, '8832', 'CLERK'),
      await hire(house, '8833', 'CLERK'),
    ];
    const float = { askedFen: 50_000, countedFen: 50_000 };
    const finance = await hire(house, '7831', 'FINANCE');
    const shiftA = await openShift(house, a);
    await world.get(CashDrawer).drawFloat(await atCounter(house, a), uuidv7(), float, cosigned(finance));
    await world.get(ShiftsService).cut(at(house, a), uuidv7());
    await world.get(DrawerCounts).count(at(house, a), uuidv7(), shiftA, { 10_000: 5 });
    const shiftB = await openShift(house, b, 'B');
    const signed = sheet({ floatTo: 'NEXT', floatFen: 50_000 });
    await world.get(SignHandover).sign(at(house, a), uuidv7(), shiftA, signed);
    const read = await shiftOf(world.get(Reader), house.store.id, shiftA);
    const accept = () => world.get(TakeOver).accept(at(house, a), uuidv7(), shiftA, cosigned(b));
    const holds = (owner: string) =>
      world.get(Ledger).balance(world.get(Reader), 'FEN', { kind: 'cash.drawer', owner });
    await accept();
    expect([await holds(shiftA), await holds(shiftB)]).toEqual([0, 50_000]);

    // the second read the shift before the first wrote: the state is asked for again, then the drawer's balance
    staleRead('WHERE s.id = ? AND s.store_id = ?', read);
    await expect(accept()).rejects.toThrow(expect.objectContaining({ code: 'shift.transition' }));
    forget(' AND state = ?');
    await expect(accept()).rejects.toThrow(expect.objectContaining({ code: 'ledger.short' }));
    forget(' AND state = ?', ' AND balance + ? BETWEEN ? AND ?');
    await accept();
    jest.restoreAllMocks();
    expect([await holds(shiftA), await holds(shiftB)]).toEqual([-50_000, 100_000]);

    // whoever saw the desk free opens there too, but for the index
    const drawers = () => world.rows('SELECT id FROM shift WHERE open_desk_id = ?', [house.terminal.deskId]);
    staleRead('WHERE s.open_desk_id = ?', undefined);
    await expect(openShift(house, c, 'B')).rejects.toThrow(/unique/i);
    expect(await drawers()).toHaveLength(1);
    await dropUnique(db, 'shift', 'open_desk_id');
    await openShift(house, c, 'B');
    jest.restoreAllMocks();
    expect(await drawers()).toHaveLength(2);
    const { checks } = await verifyReport(world);
    const missed = checks.filter(({ ok }) => !ok).map(({ name }) => name);
    expect(missed).toEqual(['ledger.limitsHold', 'shifts.closedDrawersAreEmpty']);
    await world.close();
  });
});

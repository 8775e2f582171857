import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { SqlValue } from '../../src/platform/database/sql-reads.js';
import { BagsService } from '../../src/shifts/bags.service.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { shiftOf } from '../../src/shifts/shift-rows.js';
import { stepShift } from '../../src/shifts/shift-steps.js';
import { Shift } from '../../src/shifts/shift.entity.js';
import { ShiftsModule } from '../../src/shifts/shifts.module.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { endShift } from '../support/night.js';
import { at, given, hire, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../support/shifts.js';
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
    const cutAsRead = (careless = false) =>
      given(world, house.store.id, (tx) => {
        const run = tx.run.bind(tx);
        const asks = ' AND state = ?';
        const forget = (sql: string, params: readonly SqlValue[] = []) =>
          sql.endsWith(asks) ? run(sql.replace(asks, ''), params.slice(0, -1)) : run(sql, params);
        if (careless) jest.spyOn(tx, 'run').mockImplementation(forget);
        return stepShift(tx, read, 'cut');
      });
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
    await cutAsRead(true);
    expect(await steps()).toHaveLength(2);
    await world.close();
  });

  it('control: looked at first and written afterwards without any guard, one desk has two drawers and a float goes to both', async () => {
    world = await openRooms(db, rooms, { at: '2026-11-20T12:00' });
    const house = await openHouse(world, { name: '星河KTV 城南店' });
    const shiftId = await openShift(house, await hire(house, '8831', 'CLERK'));
    await world.close();
    const plain = await dataSource(db.settings, 'write').initialize();
    // the table as it is, without what the database itself would refuse
    await plain.query(
      `CREATE TABLE plain_shift AS SELECT id, state, open_desk_id, 50000 AS drawer FROM shift WHERE id = '${shiftId}'`,
    );
    const ask = (sql: string): Promise<Record<string, unknown>[]> => plain.query(sql);
    const two = <T>(look: () => Promise<T>) => Promise.all([look(), look()]);
    await ask("UPDATE plain_shift SET state = 'SIGNED', open_desk_id = NULL");
    const free = await two(() => ask('SELECT id FROM plain_shift WHERE open_desk_id IS NOT NULL'));
    for (const [n, there] of free.entries())
      if (there.length === 0) await ask(`INSERT INTO plain_shift VALUES ('next-${n}', 'OPEN', 'desk', 0)`);
    const signed = await two(() => ask("SELECT drawer FROM plain_shift WHERE state = 'SIGNED'"));
    for (const [n, [row]] of signed.entries()) {
      if (row) await ask(`UPDATE plain_shift SET drawer = drawer + ${Number(row['drawer'])} WHERE id = 'next-${n}'`);
      await ask(`UPDATE plain_shift SET state = 'ACCEPTED', drawer = 0 WHERE id = '${shiftId}'`);
    }
    const drawers = await ask('SELECT drawer FROM plain_shift WHERE open_desk_id IS NOT NULL');
    await ask('DROP TABLE plain_shift');
    await plain.destroy();
    // two serving drawers at one desk, and of 500 yuan a thousand
    expect(drawers.map(({ drawer }) => Number(drawer))).toEqual([50_000, 50_000]);
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
});

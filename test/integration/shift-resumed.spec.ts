import { uuidv7 } from 'uuidv7';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { ShiftsModule } from '../../src/shifts/shifts.module.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, hire, openHouse } from '../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../support/shifts.js';
import { openRooms, type World } from '../support/world.js';

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
    await expectBooksToBalance(world);
    await world.close();
  });
});

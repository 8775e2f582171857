import { setTimeout as pause } from 'node:timers/promises';
import { verifyBooks } from '../../src/cli/verify-books.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { ShiftsModule } from '../../src/shifts/shifts.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { hire, openHouse } from '../support/people.js';
import { openRooms } from '../support/world.js';
import { startProgram } from './support/processes.js';

const STEPS = ['OPEN', 'COUNTED'];
const rooms = [I18nModule, ShiftsModule];

describeOnBothDatabases('a server that is killed in the middle of a handover', (db) => {
  it('goes on from the step that was confirmed last, to a bag that holds what was sold', async () => {
    const world = await openRooms(db, rooms, { at: '2026-11-20T18:00' });
    const { world: _, ...house } = await openHouse(world);
    const founded = { ...house, world };
    const clerks = [
      await hire(founded, '8801', 'CLERK', { name: '王丽' }),
      await hire(founded, '8802', 'CLERK', { name: '赵敏' }),
    ];
    await world.close();
    const environment = { ...db.environment, STORY: JSON.stringify({ house, clerks }) };
    for (const [round, confirmed] of STEPS.entries()) {
      const server = startProgram('test/faults/support/handover-program.js', environment);
      await server.line(new RegExp(`^${confirmed}$`));
      await pause(round * 3);
      server.process.kill('SIGKILL');
      expect(await server.ended()).toBe('SIGKILL');
    }
    const last = startProgram('test/faults/support/handover-program.js', environment);
    expect([await last.ended(), last.complaints]).toEqual([0, []]);
    const { checks } = await verifyBooks(db.settings);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const after = await openRooms(db, rooms, { at: '2026-11-20T19:00' });
    const shift = await after.one<{ state: string; sold: number; bagged: number }>(
      `SELECT s.state, b.takings_fen AS bagged,
         (SELECT SUM(t.amount) FROM ledger_transfer t WHERE t.kind = 'cards.feeTaken') AS sold
       FROM shift s JOIN cash_bag b ON b.shift_id = s.id`,
    );
    await after.close();
    expect(shift).toEqual({ state: 'ACCEPTED', sold: shift!.bagged, bagged: shift!.sold });
    expect(shift!.sold).toBeGreaterThanOrEqual(10_000);
  });
});

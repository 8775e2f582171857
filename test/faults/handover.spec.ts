import { setTimeout as pause } from 'node:timers/promises';
import { verifyBooks } from '../../src/cli/verify-books.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { ShiftsModule } from '../../src/shifts/shifts.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { hire, openHouse } from '../support/people.js';
import { openRooms } from '../support/world.js';
import { startProgram } from './support/processes.js';

/** The step after whose confirmation the server is killed; the last but one falls into Finance's own counting. */
const KILLED_AFTER = {
  sqlite: ['OPEN', 'COUNTED', 'IN_HAND', 'RECEIVED'],
  postgres: ['CUT', 'SIGNED', 'IN_HAND', 'RECEIVED'],
};
const rooms = [I18nModule, ShiftsModule];

describeOnBothDatabases('a server that is killed in the middle of a handover', (db) => {
  it('goes on from the step that was confirmed last, until Finance holds what was sold', async () => {
    const world = await openRooms(db, rooms, { at: '2026-11-20T18:00' });
    const { world: _, ...house } = await openHouse(world);
    const founded = { ...house, world };
    const clerks = [
      await hire(founded, '8801', 'CLERK', { name: '王丽' }),
      await hire(founded, '8802', 'CLERK', { name: '赵敏' }),
    ];
    const lead = await hire(founded, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    const finance = await hire(founded, '7001', 'FINANCE', { name: '陈会计' });
    await world.close();
    const environment = { ...db.environment, STORY: JSON.stringify({ house, clerks, lead, finance }) };
    for (const [round, confirmed] of KILLED_AFTER[db.kind].entries()) {
      const server = startProgram('test/faults/support/handover-program.js', environment);
      await server.line(new RegExp(`^${confirmed}$`));
      await pause(round);
      server.process.kill('SIGKILL');
      expect([await server.ended(), server.complaints]).toEqual(['SIGKILL', []]);
    }
    const { checks } = await verifyBooks(db.settings);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const after = await openRooms(db, rooms, { at: '2026-11-20T19:00' });
    const shift = await after.one<{ state: string; sold: number; bagged: number; received: number }>(
      `SELECT s.state, b.takings_fen AS bagged, b.received_fen AS received,
         (SELECT SUM(t.amount) FROM ledger_transfer t WHERE t.kind = 'cards.feeTaken') AS sold
       FROM shift s JOIN cash_bag b ON b.shift_id = s.id`,
    );
    await after.close();
    const { sold } = shift!;
    expect(shift).toEqual({ state: 'CLOSED', sold, bagged: sold, received: sold });
    expect(sold).toBeGreaterThanOrEqual(10_000);
  });
});

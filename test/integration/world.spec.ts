import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openRooms, type World } from '../support/world.js';

describeOnBothDatabases('a world for stories below HTTP', (db) => {
  let world: World;
  beforeAll(async () => {
    world = await openRooms(db, [], { at: '2026-11-20T05:59' });
  });
  afterAll(() => world.close());

  it('keeps what a unit of work wrote, in books that balance', async () => {
    const command = {
      kind: 'venue.test',
      actorId: 'clerk-1',
      storeId: 'store-1',
      terminalId: null,
      businessDate: '2026-11-19',
      key: 'key-1',
      input: { said: 'hello' },
    };
    await world.get(UnitOfWork).run(command, () => Promise.resolve('done'));
    expect(await world.one('SELECT kind, actor_id FROM journal_entry')).toEqual({
      kind: 'venue.test',
      actorId: 'clerk-1',
    });
    await expectBooksToBalance(world);
  });

  it('stands still until the story moves its time', () => {
    world.clock.advance(60_000);
    expect(world.clock.now()).toBe(Date.parse('2026-11-20T06:00+08:00'));
  });
});

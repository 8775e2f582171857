import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('the front door', (db) => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await openWorld(db);
  });
  afterAll(() => world.close());

  it('says that it is alive and ready', async () => {
    const visitor = new Desk(world);
    expect((await visitor.get('/healthz')).json()).toEqual({ ok: true });
    expect((await visitor.get('/readyz')).status).toBe(200);
  });

  it('answers to the names of this house and to no other', async () => {
    const visitor = new Desk(world);
    expect((await visitor.get('/healthz', { host: 'localhost:3000' })).status).toBe(200);
    expect((await visitor.get('/healthz', { host: 'evil.example' })).status).toBe(421);
  });

  it('shuts every address that nobody opened', async () => {
    expect((await new Desk(world).get('/no-such-page')).status).toBe(404);
  });
});

import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { hire, openHouse, PASSWORD, type House } from '../support/people.js';
import { issueKey, Till } from '../support/till.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('the director looks after the machines', (db) => {
  let world: AppWorld;
  let house: House;
  let director: Desk;

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    await hire(house, '8002', 'VIP_CENTRE_DIRECTOR');
    director = await Desk.signIn(world, { staffNo: '8002', password: PASSWORD });
  });
  afterAll(() => world.close());

  it('takes a key away on a page, and the till is shut out at once', async () => {
    const till = new Till(world, await issueKey(world, house.store.id, 'till-7'));
    expect((await till.get('/members?q=5678')).status).toBe(200);
    const list = await director.get('/devices');
    expect(list.text).toContain('till-7');
    const path = /\/devices\/[0-9a-f-]{36}/.exec(list.html)?.[0] ?? '';
    const done = await director.submit(path, {}, `${path}/revoke`);
    expect(done.location).toBe('/devices');
    expect((await director.follow(done)).text).toContain('已停用');
    expect((await till.get('/members?q=5678')).status).toBe(401);
    expect((await director.get(path)).html).not.toContain('/revoke"');
  });

  it('does not see the machines of another store', async () => {
    const other = await openHouse(world, { name: '星河KTV 湖滨店' });
    await issueKey(world, other.store.id, 'their-till');
    expect((await director.get('/devices')).text).not.toContain('their-till');
    const theirs = await world.one<{ id: string }>("SELECT id FROM device_key WHERE name = 'their-till'");
    expect((await director.get(`/devices/${theirs?.id}`)).status).toBe(404);
  });
});

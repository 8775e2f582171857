import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { hire, openHouse, PASSWORD } from '../support/people.js';
import { credit, guest, type Night, push } from '../support/points.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('slips at the counter', (db) => {
  let world: AppWorld;
  let night: Night;
  let desk: Desk;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T21:35' });
    const house = await openHouse(world);
    night = { world, house, clerk: await hire(house, '8001', 'CLERK', { name: '王丽' }) };
    desk = new Desk(world);
    desk.setCookie('ktv_terminal', house.terminalToken);
    await desk.submit('/sign-in', { staffNo: '8001', password: PASSWORD });
  });
  afterAll(() => world.close());

  it('slips are listed, read and found by #', async () => {
    const slipNo = 'J1120-0387';
    await push(night, { slipNo, visitNo: 'KF-1' });
    const zhang = await guest(night);
    await credit(night, zhang, slipNo);
    expect((await desk.get('/slips?filter=USED')).text).toContain(slipNo);
    expect((await desk.get('/slips?filter=FREE')).text).not.toContain(slipNo);
    await desk.get('/');
    const found = await desk.post('/find', { q: `#${slipNo}` });
    const page = await desk.follow(found);
    expect(page.text).toContain('1,186.00');
    expect(page.text).toContain(`积到尾号 ${zhang.cardNo.slice(-4)} 的卡`);
  });
});

import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { given, hire, openHouse, PASSWORD } from '../support/people.js';
import { balanceOf, credit, guest, type Night, push } from '../support/points.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('slips at the counter', (db) => {
  let world: AppWorld;
  let night: Night;
  let desk: Desk;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T21:35' });
    const house = await openHouse(world);
    night = { world, house, clerk: await hire(house, '8001', 'CLERK', { name: '王丽' }) };
    await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
    desk = await signIn('8001');
  });
  afterAll(() => world.close());

  async function signIn(staffNo: string): Promise<Desk> {
    const counter = new Desk(world);
    counter.setCookie('ktv_terminal', night.house.terminalToken);
    await counter.submit('/sign-in', { staffNo, password: PASSWORD });
    return counter;
  }

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

  it('a contradiction waits while the day is closed, for the points follow the decision', async () => {
    const slipNo = 'J1120-0388';
    const zhang = await guest(night);
    const { slipId } = await push(night, { slipNo });
    await credit(night, zhang, slipNo);
    await push(night, { slipNo, yuan: 999 });
    const open = await world.one<{ id: string }>('SELECT id FROM slip_conflict WHERE slip_id = ?', [slipId]);
    const decide = async () => {
      const lead = await signIn('9001');
      return lead.submit(`/slip-conflicts/${open!.id}`, { decision: 'TAKEN', reason: '小票为准' });
    };
    const days = world.get(BusinessDaysService);
    const { store, businessDate } = night.house;
    await given(world, store.id, (tx) => days.close(tx), businessDate);
    const early = await decide();
    expect(early.status).toBe(409);
    expect(early.text).toContain('请先开始营业日');
    expect(await balanceOf(night, zhang)).toBe(118);
    world.clock.setTo('2026-11-21T13:00+08:00');
    await given(world, store.id, (tx) => days.open(tx, '2026-11-21'));
    expect((await decide()).status).toBe(303);
    expect(await balanceOf(night, zhang)).toBe(99);
  });
});

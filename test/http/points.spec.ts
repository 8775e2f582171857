import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { ApprovalsQueries } from '../../src/staff/approvals/approvals.queries.js';
import { uuidv7 } from 'uuidv7';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, hire, openHouse, PASSWORD, PIN } from '../support/people.js';
import { balanceOf, credit, guest, type Guest, type Night, push } from '../support/points.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('points at the counter', (db) => {
  let world: AppWorld;
  let night: Night;
  let desk: Desk;
  let lead: Desk;
  let manager: Colleague;
  let zhang: Guest;
  let slip = 0;
  const nextNo = () => `J1120-${String((slip += 1)).padStart(4, '0')}`;

  const signIn = async (staffNo: string) => {
    const clerk = new Desk(world);
    clerk.setCookie('ktv_terminal', night.house.terminalToken);
    await clerk.submit('/sign-in', { staffNo, password: PASSWORD });
    return clerk;
  };

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T21:35' });
    const house = await openHouse(world);
    night = { world, house, clerk: await hire(house, '8001', 'CLERK', { name: '王丽' }) };
    manager = await hire(house, '9002', 'CUSTOMER_SERVICE_MANAGER', { name: '陈经理' });
    desk = await signIn('8001');
    lead = await signIn('9002');
  });
  beforeEach(async () => {
    zhang = await guest(night);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const form = () => `/points/credit/${zhang.membershipId}`;
  const pushed = async (story: Parameters<typeof push>[1] = {}) => {
    const slipNo = nextNo();
    await push(night, { ...story, slipNo });
    return slipNo;
  };

  it('a swipe opens the member, and the number stands in no address', async () => {
    await desk.get('/points');
    const found = await desk.post('/points/find', { q: zhang.cardNo });
    expect(found.status).toBe(303);
    expect(found.location).toBe(form());
    expect((await desk.post('/points/find', { q: '8899999999' })).status).toBe(404);
  });

  it('shows the calculation before anything is credited', async () => {
    const slipNo = await pushed();
    await desk.get(form());
    const live = await desk.post(`${form()}/preview`, { slipNo }, { 'x-fragment': '1' });
    expect(live.text).toContain('+118');
    expect(live.html).not.toContain('<html');
    const whole = await desk.post(`${form()}/preview`, { slipNo });
    expect(whole.status).toBe(200);
    expect(whole.text).toContain('有效期至 2027-11-30');
    expect(await balanceOf(night, zhang)).toBe(0);
  });

  it('credits on Enter, and a second Enter finds the same paper', async () => {
    const typed = { slipNo: await pushed(), requestKey: uuidv7() };
    const done = await desk.submit(form(), typed);
    expect(done.status).toBe(303);
    expect((await desk.submit(form(), typed)).location).toBe(done.location);
    expect(await balanceOf(night, zhang)).toBe(118);
    const page = await desk.follow(done);
    expect(page.text).toContain('原有 0 分,本次 +118 分,现有 118 分');
    expect(page.text).toContain('【商户联】请客人签字后留存');
    expect(page.html).not.toContain(zhang.cardNo);
  });

  it('keeps what was typed beside the sentence that refuses', async () => {
    const slipNo = await pushed({ settledAt: null });
    const refused = await desk.submit(form(), { slipNo, roomNo: 'K99' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('此单还没买单,买单后再来积分');
    expect(refused.html).toContain('value="K99"');
  });

  it.each(['1e3', '1.005', '-0', '∞', '999999999999999999999999999999', '\u0000', '‮12', '一百'])(
    'a hostile amount %j is a message, never an error page',
    async (amount) => {
      const answer = await desk.submit(form(), { slipNo: nextNo(), roomNo: 'K08', amount });
      expect(answer.status).toBe(422);
      expect(answer.html).toContain('field-error');
    },
  );

  it.each(["'; DROP TABLE slip;--", '<script>', '张三', 'x'.repeat(500)])(
    'a hostile number %j is a message',
    async (slipNo) => {
      const answer = await desk.submit(form(), { slipNo });
      expect(answer.status).toBe(422);
      expect(answer.html).not.toContain('<script>');
    },
  );

  it("the wrong member is undone on the confirmation's page", async () => {
    const done = await desk.submit(form(), { slipNo: await pushed() });
    const undone = await desk.submit(done.location!, { reason: '积错会员' }, `${done.location!}/undo`);
    expect((await desk.follow(undone)).text).toContain('撤销');
    expect(await balanceOf(night, zhang)).toBe(0);
  });

  it('a number no till pushed asks for room and amount', async () => {
    expect((await desk.submit(form(), { slipNo: nextNo() })).text).toContain(
      '没有收到这张单;如果是纸单,请填包厢和可积分金额',
    );
  });

  it("a colleague's credit waits for the manager, who approves on another screen", async () => {
    const supervisor = await hire(night.house, `70${String(slip).padStart(2, '0')}`, 'DUTY_SUPERVISOR');
    const other = await signIn(supervisor.staffNo);
    const done = await credit(night, zhang, await pushed());
    const path = `/points/confirmations/${done.confirmationId}`;
    const sent = await other.submit(path, { reason: '积错会员' }, `${path}/undo`);
    expect(sent.status).toBe(303);
    expect(await balanceOf(night, zhang)).toBe(118);
    await decide();
    expect(await balanceOf(night, zhang)).toBe(0);
  });

  it('a late slip goes to the manager with its reason', async () => {
    const slipNo = await pushed({ settledAt: '2026-11-10T21:00' });
    const refused = await desk.submit(form(), { slipNo });
    expect(refused.text).toContain('已超过 7 天,可提交补积,由客服经理审批');
    expect((await desk.post(`${form()}/late`, { slipNo, reason: '', requestKey: uuidv7() })).text).toContain(
      '请写明原因',
    );
    const sent = await desk.post(`${form()}/late`, { slipNo, reason: '客人出差', requestKey: uuidv7() });
    expect(sent.status).toBe(303);
    expect(await balanceOf(night, zhang)).toBe(0);
    await decide();
    expect(await balanceOf(night, zhang)).toBe(118);
  });

  it('merchant copies are ticked in one go', async () => {
    const done = await credit(night, zhang, await pushed());
    const open = await desk.get('/points/signatures');
    expect(open.text).toContain(done.documentNo);
    const ticked = await desk.submit('/points/signatures', { ids: done.confirmationId, outcome: 'LEFT' });
    expect(ticked.status).toBe(303);
    expect((await desk.get('/points/signatures')).text).not.toContain(done.documentNo);
    expect((await desk.submit('/points/signatures', { outcome: 'LEFT' })).text).toContain('请先勾选商户联');
  });

  it("a contradiction is the lead's to decide, and no clerk's", async () => {
    const slipNo = await pushed();
    await push(night, { slipNo, yuan: 999 });
    expect((await desk.get('/slip-conflicts')).status).toBe(403);
    const list = await lead.get('/slip-conflicts');
    expect(list.text).toContain(slipNo);
    const path = /href="(\/slip-conflicts\/[0-9a-f-]+)"/.exec(list.html)![1]!;
    expect((await lead.submit(path, { decision: 'TAKEN', reason: '' })).text).toContain('请写明核对结果');
    const done = await lead.submit(path, { decision: 'TAKEN', reason: '小票为准' });
    expect(done.status).toBe(303);
    expect((await lead.follow(done)).text).toContain('999.00');
  });

  it("another store's slip, confirmation and conflict are not found", async () => {
    const house = await openHouse(world, { name: '星河KTV 天河店' });
    const there: Night = { world, house, clerk: await hire(house, '8101', 'CLERK') };
    const slipNo = nextNo();
    const { slipId } = await push(there, { slipNo });
    const { confirmationId } = await credit(there, zhang, slipNo);
    await push(there, { slipNo, yuan: 999 });
    const conflict = await world.one<{ id: string }>('SELECT id FROM slip_conflict WHERE slip_id = ?', [slipId]);
    expect((await desk.get(`/slips/${slipId}`)).status).toBe(404);
    expect((await lead.get(`/slip-conflicts/${conflict!.id}`)).status).toBe(404);
    const path = `/points/confirmations/${confirmationId}`;
    expect((await desk.get(path)).status).toBe(404);
    expect((await desk.post(`${path}/undo`, { reason: '积错会员', requestKey: uuidv7() })).status).toBe(404);
    expect((await desk.post(`${path}/signature`, { outcome: 'LEFT', requestKey: uuidv7() })).status).toBe(404);
  });

  it('the expiry page is read by the clerk and run by the manager', async () => {
    expect((await desk.get('/points/expiry')).status).toBe(200);
    expect((await desk.post('/points/expiry/runs', { requestKey: uuidv7() })).status).toBe(403);
    expect((await lead.submit('/points/expiry', {}, '/points/expiry/runs')).status).toBe(303);
  });

  async function decide(): Promise<void> {
    const context = at(night.house, manager);
    const [waiting] = await world.get(ApprovalsQueries).waitingFor(context);
    await world.get(ApprovalDecisions).approve(context, uuidv7(), waiting!.id, PIN);
  }
});

import { uuidv7 } from 'uuidv7';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { postForm } from '../support/html.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { typed } from '../support/members.js';
import { openShift } from '../support/shifts.js';
import { push } from '../support/points.js';
import { hire, type House, openHouse, PASSWORD } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('办卡 at the counter', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Desk;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    await openShift(house, await hire(house, '8801', 'CLERK', { name: '王丽' }));
    await hire(house, '8802', 'CLERK', { name: '赵敏' });
    await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
    await hire(house, '7001', 'RECEPTION', { name: '前台小赵' });
    wang = await signIn('8801');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function signIn(staffNo: string): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, house.terminalToken);
    const answer = await desk.submit('/sign-in', { staffNo, password: PASSWORD });
    expect(answer.status).toBe(303);
    return desk;
  }

  /** The address of a new draft, begun from the offer. */
  async function begin(desk: Desk): Promise<string> {
    const started = await desk.submit('/enrolments', {}, '/enrolments');
    expect(started.status).toBe(303);
    return started.location ?? '';
  }

  it('names papers, fee and what tonight would bring before any field is typed (003E-093, 095)', async () => {
    const offer = await wang.get('/enrolments');
    expect(offer.text).toContain('请先告知客人:所需资料、费用和可享权益');
    expect(offer.text).toContain('¥200.00');
    const looked = await wang.submit('/enrolments', { spent: '680' }, '/enrolments/offer');
    expect(looked.status).toBe(200);
    expect(looked.text).toContain('68 分');
    await push({ world, house }, { slipNo: 'J1120-0387', yuan: 1186 });
    const fromSlip = await wang.submit('/enrolments', { spent: '#j1120-0387' }, '/enrolments/offer');
    expect(fromSlip.text).toContain('118 分');
    const unknown = await wang.submit('/enrolments', { spent: '#NONE' }, '/enrolments/offer');
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('没有这张单');
  });

  it('counts a guest who says no, and keeps nothing of them', async () => {
    const declined = await wang.submit('/enrolments', {}, '/enrolments/decline');
    expect((await wang.follow(declined)).text).toContain('祝客人欢唱愉快');
  });

  it('goes from the offer to the activated card, and finds the member in the one box', async () => {
    const draft = await begin(wang);
    const values = typed({ name: '单雄信', phone: '13688886677', received: '300', cardNo: '8800000077' });
    const done = await wang.submit(draft, values);
    expect(done.status).toBe(303);
    const final = await wang.follow(done);
    expect(final.text).toContain('会员卡已激活。请把证件和找零交还客人');
    expect(final.text).toContain('¥100.00');
    expect(final.text).not.toContain('13688886677');
    expect((await wang.get(draft)).location).toBe(done.location);
    for (const q of ['8800000077', '13688886677', '6677', '886677', 'sxx', 'dxx', 'shanxiong', '雄信', '单雄信']) {
      const found = await wang.post('/find', { q });
      expect([q, found.location]).toEqual([q, expect.stringMatching(/^\/members\/[0-9a-f-]{36}$/)]);
    }
  });

  it('keeps what reception typed and lets the VIP centre finish it', async () => {
    const reception = await signIn('7001');
    const draft = await begin(reception);
    const opened = await reception.get(draft);
    const { fields } = postForm(opened.html, draft);
    const saved = await reception.post(`${draft}/save`, { ...fields, name: '欧阳娜娜', phone: '13900002222' });
    expect((await reception.follow(saved)).text).toContain('24 小时内可继续办理');
    expect((await reception.submit(draft, typed())).status).toBe(403);
    const finished = await wang.submit(draft, { ...typed(), name: '欧阳娜娜', phone: '13900002222' });
    expect((await wang.follow(finished)).text).toContain('前台小赵');
  });

  it('warns while the clerk still types, and asks before a second card is made', async () => {
    const first = typed({ phone: '13500003333' });
    expect((await wang.submit(await begin(wang), first)).status).toBe(303);
    const draft = await begin(wang);
    const hint = await wang.post(`${draft}/check`, {
      phone: '13500003333',
      birthDate: '2009-01-01',
    });
    expect(hint.text).toContain('可能已是会员');
    expect(hint.text).toContain('135****3333');
    expect(hint.text).toContain('未满18周岁');
    const again = await wang.submit(draft, typed({ phone: '13500003333', received: '500' }));
    expect(again.status).toBe(409);
    expect(again.text).toContain('应收 200.00 找零 300.00');
    expect(again.text).toContain('请先问客人');
  });

  it('takes no money from a clerk without an open shift, and says how to open one', async () => {
    const zhao = await signIn('8802');
    const refused = await zhao.submit(await begin(zhao), typed({ tender: 'WECHAT_PAY' }));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('这是 王丽 的班');
    const elsewhere = new Desk(world);
    await elsewhere.submit('/sign-in', { staffNo: '8802', password: PASSWORD });
    const nowhere = await elsewhere.submit(await begin(elsewhere), typed({ tender: 'WECHAT_PAY' }));
    expect(nowhere.status).toBe(422);
    expect(nowhere.text).toContain('您还没有开班');
  });

  it('answers hostile text with a sentence beside the field and keeps what was typed', async () => {
    const draft = await begin(wang);
    const answer = await wang.submit(
      draft,
      typed({ name: '<img src=x onerror=alert(1)>', received: '1e3', birthday: '\u0000\u202e13-45' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('姓名只能用汉字、字母和间隔号');
    expect(answer.text).toContain('金额只填数字');
    expect(answer.html).not.toContain('<img src=x');
  });

  it('takes an enrolment back the same day', async () => {
    const done = await wang.submit(await begin(wang), typed());
    const page = done.location ?? '';
    const silent = await wang.submit(page, { reason: ' ' }, `${page}/undo`);
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('请写明撤销原因');
    const undone = await wang.submit(page, { reason: '客人改主意' }, `${page}/undo`);
    expect(undone.status).toBe(303);
    const after = await wang.follow(undone);
    expect(after.text).toContain('办卡费已退还');
    expect(after.text).toContain('客人改主意');
  });

  it("leaves a colleague's enrolment to the supervisor, and says so", async () => {
    const page = (await wang.submit(await begin(wang), typed())).location ?? '';
    const [zhao, li] = [await signIn('8802'), await signIn('9001')];
    const read = await zhao.get(page);
    expect(read.text).toContain('请当班主管撤销');
    expect(read.html).not.toContain(`${page}/undo`);
    const tried = await zhao.post(`${page}/undo`, { reason: '客人改主意', requestKey: uuidv7() });
    expect(tried.status).toBe(403);
    expect((await li.submit(page, { reason: '客人改主意' }, `${page}/undo`)).status).toBe(303);
  });

  it('shows masks, compares a tail, reveals with a reason and switches news off in one click', async () => {
    const done = await wang.submit(await begin(wang), typed({ phone: '13711114321', marketing: '1' }));
    const final = await wang.follow(done);
    const member = /\/members\/[0-9a-f-]{36}/.exec(final.html)?.[0] ?? '';
    const page = await wang.get(member);
    expect(page.text).toContain('137****4321');
    expect(page.text).toContain('客人愿意接收');
    expect(page.html).not.toContain('13711114321');
    const same = await wang.submit(member, { tail: '4321' }, `${member}/compare`);
    expect((await wang.follow(same)).text).toContain('一致');
    const other = await wang.submit(member, { tail: '4322' }, `${member}/compare`);
    expect((await wang.follow(other)).text).toContain('不一致');
    expect((await wang.submit(member, { field: 'phone', reason: '' }, `${member}/reveal`)).status).toBe(422);
    const full = await wang.submit(member, { field: 'phone', reason: '客人要求核对' }, `${member}/reveal`);
    expect(full.text).toContain('137 1111 4321');
    expect(await world.one(`SELECT outcome FROM journal_entry WHERE kind = 'members.reveal'`)).toEqual({
      outcome: 'NOTED',
    });
    expect((await wang.follow(await wang.submit(member, {}, `${member}/marketing`))).text).toContain('客人不接收');
    expect((await wang.get(`${member}/profile`)).text).toContain('改生日须核对证件');
    const wrong = await wang.submit(`${member}/profile`, { field: 'phone', value: 'abc', proof: 'DOCUMENT' });
    expect(wrong.status).toBe(422);
    const sent = await wang.submit(`${member}/profile`, { field: 'phone', value: '13822223333', proof: 'DOCUMENT' });
    expect((await wang.follow(sent)).text).toContain('已送审批');
    const plain = await wang.submit(`${member}/profile`, { field: 'preferences', value: '靠窗中包' });
    expect((await wang.follow(plain)).text).toContain('靠窗中包');
    expect((await wang.submit(`${member}/profile`, { field: 'address', value: '金丝雀路 9 号' })).status).toBe(303);
    expect((await wang.get(member)).text).toContain('地址 已留存');
    const asked = { field: 'address', reason: '补填' };
    expect((await wang.submit(member, asked, `${member}/reveal`)).text).toContain('金丝雀路');
    for (const table of ['journal_entry', 'profile_change', 'person', 'person_token', 'document'])
      expect(JSON.stringify(await world.rows(`SELECT * FROM ${table}`))).not.toContain('金丝雀路');
    for (const path of ['/', '/members', member, `${member}/profile`, `/statements/${member.slice(9)}`])
      expect([path, (await wang.get(path)).html]).toEqual([path, expect.not.stringContaining('金丝雀路')]);
  });

  it('lists who joined lately without a full number', async () => {
    const list = await wang.get('/members');
    expect(list.status).toBe(200);
    expect(list.text).toContain('张**');
    expect(list.html).not.toMatch(/1[3-9]\d{9}/);
    expect((await wang.get('/members/00000000-0000-7000-8000-000000000000')).status).toBe(404);
  });
});

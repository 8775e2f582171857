import { uuidv7 } from 'uuidv7';
import { type BirthdayHouse, birthdayGift, listed, memberBorn, staffed } from '../support/birthdays.js';
import { describeOnSqlite } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { hire, PIN } from '../support/people.js';
import { photograph } from '../support/pictures.js';
import { type AppWorld, openWorld } from '../support/world.js';

const finance = { cosignStaffNo: '5001', cosignPassword: PIN };
const coming = { outcome: 'COMING', from: '19:00', until: '23:00', people: '4' };

describeOnSqlite('what birthdays refuse at the counter', (db) => {
  let world: AppWorld;
  let story: BirthdayHouse;
  let wang: Desk;
  let front: Desk;
  let manager: Desk;
  let refused: { href: string };
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T16:59' });
    story = await staffed(world);
    wang = await signIn('8001');
    front = await signIn('7001');
    manager = await signIn('9001');
    refused = await guest('拒小姐');
    expect((await front.get('/')).text).not.toContain('今天的名单还没确认');
    world.clock.setTo('2026-11-20T17:00:00+08:00');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, story.house, staffNo);

  async function guest(name: string, phone?: string): Promise<{ href: string }> {
    world.clock.advance(1000);
    const { personId } = await memberBorn(story.house, { name, month: 11, day: 20, ...(phone ? { phone } : {}) });
    return { href: `/birthdays/${await listed(story, personId)}` };
  }

  it.each([
    ['calls', { outcome: '' }, '请选择追踪结果'],
    ['calls', { ...coming, from: '25:00' }, 'is-wrong'],
    ['calls', { outcome: 'CALL_LATER', nextTime: '下午' }, 'is-wrong'],
    ['calls', { outcome: 'CALL_LATER', nextDate: '2026-11-21', nextTime: '17:00' }, '2026-11-20 生日当天以内'],
    ['greeting', { channel: 'FAX' }, '请选择方式'],
    ['papers', { documentType: 'LIBRARY', birthDate: '1990-11-20', photo: '1' }, '请选择证件'],
    ['papers', { documentType: 'RESIDENT_ID', birthDate: '1990-11-20', photo: '1' }, 'is-wrong'],
    ['papers', { documentType: 'HK_MACAO_PERMIT', number: 'H12345678', photo: '1' }, '请输入上面的出生日期'],
    ['papers', { documentType: 'PASSPORT', birthDate: '1990-11-20' }, '照片不像本人'],
    ['papers', { documentType: 'PASSPORT', birthDate: '2012-11-20', photo: '1' }, '未满18周岁'],
    ['exemption', { tail: '0000', proof: '小票 XP-1' }, '手机尾号对不上'],
  ])('refuses at %s %j beside its field', async (form, typed, words) => {
    const { href } = refused;
    const wrong = await wang.submit(href, { ...typed }, `${href}/${form}`);
    expect([wrong.status, wrong.html.includes(words)]).toEqual([
      form === 'papers' && words.startsWith('未满') ? 403 : 422,
      true,
    ]);
  });

  it('calls for the unread list from two hours before the first guest, and shows each duty to whoever may do it', async () => {
    const line = /生日客人到店,今天的名单还没确认/;
    expect((await front.get('/')).text).toMatch(line);
    expect((await manager.get('/')).text).not.toContain('明天的生日礼品还没领用');
    await listed(story, (await memberBorn(story.house, { month: 11, day: 21 })).personId);
    expect((await manager.get('/')).text).toContain('明天的生日礼品还没领用:1 份');
    expect((await front.get('/')).text).not.toContain('生日礼品还没领用');
    await memberBorn(story.house, { month: 12, day: 5 });
    const { text } = await manager.get('/birthdays/stock');
    expect(text).toContain('2026-12 名单还没生成,按会员生日约需 1 份');
    const need = /库存共 0 份,这两个月约需 (\d+) 份,不够/.exec(text)?.[1];
    expect((await manager.get('/')).text).toContain(`生日礼品共 0 份,这两个月约需 ${need} 份`);
    expect((await manager.submit('/birthdays', {}, '/birthdays/day-sheet')).status).toBe(303);
    expect((await front.get('/')).text).not.toMatch(line);
  });

  it('refuses slips nobody ticked, and a write-off that says neither damaged nor lost', async () => {
    expect((await wang.post('/birthdays/slips', { requestKey: uuidv7(), outcome: 'SIGNED' })).text).toContain(
      '请先勾选',
    );
    const ticked = { [`slip-${uuidv7()}`]: '1', requestKey: uuidv7() };
    expect((await wang.post('/birthdays/slips', { ...ticked, outcome: 'EATEN' })).status).toBe(422);
    await manager.get('/birthdays/hand');
    const off = await manager.post('/birthdays/hand/write-off', {
      requestKey: uuidv7(),
      kind: 'EATEN',
      reason: '没了',
    });
    expect(off.text).toContain('请选择要做什么');
  });

  it('without papers waits for the manager, whose word from another screen is the check (H17)', async () => {
    const { href } = await guest('忘先生', '13800137788');
    const tail = '7788';
    expect((await front.submit(href, { tail, proof: '预约 1102-03' }, `${href}/exemption`)).status).toBe(303);
    const request = await world.one<{ id: string }>(
      "SELECT id FROM approval_request WHERE kind = 'birthdays.exempt' ORDER BY id DESC LIMIT 1",
    );
    const path = `/approvals/${request?.id}`;
    expect((await manager.get(path)).text).toMatch(/预约 1102-03/);
    expect((await front.post(`${path}/approval`, { requestKey: uuidv7(), cosignPassword: PIN })).status).not.toBe(303);
    expect((await manager.submit(path, { cosignPassword: PIN }, `${path}/approval`)).status).toBe(303);
    expect((await front.get(href)).text).toMatch(/核证.*特批/s);
    const late = await front.submit(href, { roomId: '' }, `${href}/visit`);
    expect([late.status, late.text.includes('还没有给这位客人安排包厢')]).toEqual([409, true]);
  });

  it('has its rules on the page of rules, each with what it refuses', async () => {
    await hire(story.house, '9900', 'VIP_CENTRE_DIRECTOR');
    const director = await signIn('9900');
    const change = (typed: Record<string, string>) =>
      director.submit('/venue/policy', { effectiveFrom: '2026-11-20', reason: '备用少留', ...typed });
    const wrong = await change({ 'birthdays.closeDays.second': '15', 'birthdays.eveningFrom': '19:00' });
    expect([wrong.status, wrong.html.includes('请填 21 到 31 之间的整数')]).toEqual([422, true]);
    expect((await change({ 'birthdays.eveningFrom': '晚上' })).html).toContain('请填 00:00 到 23:59');
    expect((await change({ 'birthdays.standbyMost': '1', 'birthdays.feb29': 'MAR_1' })).status).toBe(303);
    const itemId = await birthdayGift(story);
    const refill = { itemId, pieces: '2', reason: '机动备用', ...finance };
    const many = await manager.submit('/birthdays/draw', refill, '/birthdays/standby');
    expect([many.status, many.text.includes('机动备用最多 1 份,现有 0 份')]).toEqual([409, true]);
    expect((await manager.submit('/birthdays/draw', { ...refill, pieces: '1' }, '/birthdays/standby')).status).toBe(
      303,
    );
  });

  it('have their month, stock and reconciliation, each for its people', async () => {
    for (const path of [
      '/birthdays/month',
      '/birthdays/month?month=2026-12',
      '/birthdays/sheet',
      '/rooms',
      '/rooms/register',
    ])
      expect([path, (await wang.get(path)).status]).toEqual([path, 200]);
    const room = { kind: 'SMALL', capacity: '6' };
    expect((await manager.submit('/rooms/register', { ...room, number: 'Z9' })).status).toBe(303);
    const [, row = ''] =
      /action="(\/rooms\/register\/[0-9a-f-]{36})"/.exec((await manager.get('/rooms/register')).html) ?? [];
    const none = await manager.submit('/rooms/register', { ...room, capacity: '0' }, row);
    expect([none.status, none.html.includes('<details class="room-change" open')]).toEqual([422, true]);
    const wide = await manager.submit('/rooms/register', { kind: 'LARGE', capacity: '12' }, row);
    expect((await wang.follow(wide)).text).toContain('Z9 大包 · 12 人');
    const next = '/birthdays/month?month=2026-12';
    const made = await manager.follow(await manager.submit(next, {}, '/birthdays/roster'));
    expect([made.text.includes('2026-12'), made.text.includes('还没有名单')]).toEqual([true, false]);
    const far = await manager.post('/birthdays/roster', { requestKey: uuidv7(), month: '2027-03' });
    expect([far.status, far.text.includes('2027-03 请到时再做')]).toEqual([409, true]);
    expect((await manager.get('/birthdays/month?month=2027-03')).html).not.toContain('action="/birthdays/roster"');
    expect((await wang.get('/birthdays/stock')).status).toBe(403);
    for (const path of ['/birthdays/stock', '/birthdays/reconciliation', '/birthdays/hand', '/birthdays/draw'])
      expect([path, (await manager.get(path)).status]).toEqual([path, 200]);
    const early = await manager.post('/birthdays/reconciliation', {
      requestKey: '018f0000-0000-7000-8000-000000000001',
      ...finance,
    });
    expect(early.status).toBe(409);
    expect(early.text).toContain('2026-11-30');
  });

  it('shows what a gift looks like; what is no photo is refused', async () => {
    const itemId = await birthdayGift(story);
    const href = `/gifts/items/${itemId}`;
    const put = (name: string, content: Uint8Array<ArrayBuffer>) =>
      manager.upload(href, `${href}/photo`, 'photo', { name, content });
    expect((await put('a.jpg', new TextEncoder().encode('<svg onload=alert(1)>'))).text).toContain('只收 JPG');
    expect((await wang.get(`${href}/photo`)).status).toBe(404);
    const picture = new Uint8Array(await photograph({ width: 60, height: 40 }));
    expect((await put('a.jpg', picture)).status).toBe(303);
    expect((await put('b.jpg', picture)).status).toBe(303);
    const shown = await wang.get(`${href}/photo`);
    expect([shown.status, shown.html.includes('GPS-CANARY')]).toEqual([200, false]);
    expect((await manager.get('/birthdays/stock')).html).toContain(`${href}/photo`);
  });
});

import { readTable } from '../../src/platform/files/table.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { ADULT_ID, OWNER, phone } from '../support/lost.js';
import { hire, type House, openHouse, PIN } from '../support/people.js';
import { photograph } from '../support/pictures.js';
import { type AppWorld, openWorld } from '../support/world.js';

const boss = { cosignStaffNo: '9001', cosignPassword: PIN };
const zhao = { cosignStaffNo: '6001', cosignPassword: PIN };
const said = { description: '黑色苹果手机,屏幕裂了' };
/** What stands on no list, paper or page before somebody has described it. */
const SECRETS = ['小熊贴纸', '锁屏是什么照片', '一只橘猫'];

describeOnBothDatabases('遗留物品 at the counter', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Desk;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    await hire(house, '8001', 'CLERK', { name: '王丽' });
    await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
    await hire(house, '6001', 'GENERAL_AFFAIRS', { name: '赵总务' });
    await hire(house, '7001', 'RECEPTION', { name: '前台小赵' });
    await hire(house, '5001', 'FINANCE', { name: '孙会计' });
    wang = await signIn('8001');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, house, staffNo);

  /** The address of a thing just registered through the page. */
  async function registered(typed = {}): Promise<string> {
    const done = await wang.submit('/lost', { ...phone, ...typed });
    expect(done.status).toBe(303);
    return done.location ?? '';
  }

  it('is registered with F8 in four fields, and what is wrong stays beside its field', async () => {
    const wrong = await wang.submit('/lost', { name: '洋酒', colour: '黑', place: 'K01' });
    expect(wrong.status).toBe(422);
    for (const told of ['酒水不登记遗留物品', '由吧台办存酒', '洋酒 · K01']) expect(wrong.text).toContain(told);
    const item = await wang.get(await registered());
    expect(item.text).toContain('待入柜');
    expect(item.text).toMatch(/已登记 YW20261120-\d{4},贵重物品待入柜/);
    expect((await wang.get('/')).text).toContain('遗留物品');
    expect((await wang.get(`${item.html.match(/\/lost\/[0-9a-f-]{36}\/tag/)?.[0]}`)).html).toContain(
      'data:image/png;base64,',
    );
  });

  /** `typed` is what the asker said himself. */
  function expectNoSecret(where: string, { html }: { readonly html: string }, typed = ''): void {
    const told = SECRETS.filter((secret) => secret !== typed && html.includes(secret));
    expect([where, told]).toEqual([where, []]);
  }

  it('shows nothing private on any page, list or paper before the guest has described it', async () => {
    const href = await registered();
    const id = href.split('/').at(-1) ?? '';
    const lists = ' /items /due /safe /safe/sheet /enquiries /sheet /find /custody /office'
      .split(' ')
      .map((path) => `/lost${path}`);
    for (const path of [...lists, '/', '/signatures', href, `${href}/tag`, `${href}/claim`, `${href}/leave`]) {
      const page = await wang.get(path);
      expect([path, page.status]).toEqual([path, 200]);
      expectNoSecret(path, page);
    }
    for (const q of ['K08 黑色苹果手机', ...SECRETS])
      for (const path of ['/lost/find', '/lost/find/live']) expectNoSecret(path, await wang.post(path, { q }), q);
    expectNoSecret('/lost/report', await (await signIn('9001')).get('/lost/report'));
    const described = await wang.submit(`${href}/claim`, said);
    const claim = await wang.follow(described);
    expect(claim.text).toContain('小熊贴纸');
    expect(claim.text).toContain('请问客人:锁屏是什么照片');
    for (const hidden of ['一只橘猫', '看过明细']) expect(claim.html).not.toContain(hidden);
    const other = await signIn('7001');
    expect((await other.get(described.location ?? '')).status).toBe(403);
    expect((await other.get(`/lost/${id}`)).html).not.toContain('小熊贴纸');
  });

  it('goes back to its owner: describe, compare, document, supervisor', async () => {
    const href = await registered();
    await wang.submit(href, { task: 'CONTACT' }, `${href}/reveal`);
    const { location: claim = '' } = await wang.submit(`${href}/claim`, said);
    // whoever had looked before could have written down what they saw, and the supervisor is told
    expect((await wang.get(claim)).text).toMatch(/描述前 王丽 2026-11-20 \d\d:\d\d 看过明细/);
    const form = { ...OWNER, ...boss, answer: '橘猫一只' };
    const wrong = await wang.submit(claim, form, `${claim}/release`);
    expect(wrong.status).toBe(409);
    expect(wrong.text).toContain('暗问答得不对');
    expect(wrong.html).not.toContain(PIN);
    const alone = await wang.submit(claim, { ...form, answer: '一只橘猫', cosignStaffNo: '8001' }, `${claim}/release`);
    expect(alone.text).toContain('经手人本人不能');
    const done = await wang.submit(claim, { ...form, answer: '一只橘猫' }, `${claim}/release`);
    expect(done.status).toBe(303);
    const page = await wang.follow(done);
    expect(page.text).toContain('139****5678');
    expect(page.html).not.toContain(ADULT_ID);
    expect((await wang.get(href)).text).toContain('已认领');
    expect((await wang.get(`${href}/claim`)).status).toBe(200);
    expect((await wang.submit(`${href}/claim`, said)).status).toBe(409);
  });

  it('has photos that only open with the details', async () => {
    const href = await registered();
    const svg = await wang.upload(href, `${href}/photos`, 'photo', {
      name: '../../x.jpg',
      content: new Uint8Array(Buffer.from('<svg/>')),
    });
    expect(svg.status).toBe(422);
    expect(svg.text).toContain('只收 JPG、PNG、WebP 照片');
    const picture = new Uint8Array(await photograph({ width: 60, height: 40 }));
    expect((await wang.upload(href, `${href}/photos`, 'photo', { name: 'a.jpg', content: picture })).status).toBe(303);
    const photo = await world.one<{ id: string }>('SELECT id FROM lost_photo ORDER BY id DESC LIMIT 1');
    expect((await wang.get(`/lost/photos/${photo?.id}`)).status).toBe(403);
    await wang.submit(href, { task: 'CONTACT' }, `${href}/reveal`);
    const shown = await wang.get(`/lost/photos/${photo?.id}`);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    // and with the registration itself: a file that is none leaves no thing behind
    const things = () => world.one('SELECT count(*) AS n FROM lost_item');
    const before = await things();
    const values = { ...phone, place: 'K61' };
    const upload = (name: string, content: Uint8Array<ArrayBuffer>) =>
      wang.upload('/lost', '/lost', 'photo', { name, content }, values);
    const refused = await upload('x.jpg', new Uint8Array(Buffer.from('<svg/>')));
    expect([refused.status, refused.text.includes('只收 JPG、PNG、WebP 照片')]).toEqual([422, true]);
    expect(await things()).toEqual(before);
    const made = await wang.follow(await upload('a.jpg', picture));
    expect((await wang.get('/lost/items')).text).toContain('照片 1 张');
    expect(made.html).not.toContain('/lost/photos/');
    expect((await (await signIn('5001')).get(`/lost/photos/${photo?.id}`)).status).toBe(403);
  });

  it('is looked for and asked for by what the guest says', async () => {
    await registered({ place: 'K55' });
    expect((await wang.submit('/lost/find', { q: '今晚 K55 黑色 iPhone' })).text).toContain('都符合');
    expect((await wang.submit('/lost/find', { q: '粉色围巾' })).text).toContain('没有登记过这样的物品');
    const asked = { wanted: '粉色围巾', name: '周小姐', phone: '13800138000' };
    const kept = await wang.submit('/lost/find', asked, '/lost/enquiries');
    const list = await wang.follow(kept);
    expect(list.text).toContain('138****8000');
    expect(list.html).not.toContain('13800138000');
    const scarf = await registered({ name: '丝巾', colour: '粉色', features: '', question: '', answer: '' });
    expect((await wang.get(scarf)).text).toContain('有 1 位客人在找类似的物品');
    expect((await wang.get('/lost')).text).toContain('寻物有线索');
  });

  it('goes into the safe, is counted, taken into custody and handed to General Affairs on their own pages', async () => {
    const href = await registered();
    const id = href.split('/').at(-1) ?? '';
    const taken = await wang.submit('/lost/custody', { [`item-${id}`]: '1' });
    expect(taken.text).toContain('要先入柜');
    expect((await wang.submit(`${href}/safe`, { slot: 'A-01', bagNo: 'B7', ...boss })).status).toBe(303);
    expect((await wang.submit('/lost/safe', {})).text).toContain('请填写这一项');
    expect((await wang.submit('/lost/safe', { [`item-${id}`]: '1', note: '其余已领' })).status).toBe(303);
    const unsigned = await wang.submit('/lost/custody', { [`item-${id}`]: '1' });
    expect(unsigned.text).toContain('主管还没签');
    const list = await wang.get('/signatures');
    const lines = Object.fromEntries(
      [...list.html.matchAll(/name="(line-[0-9a-f-]{36})"/g)].map((match) => [match[1] ?? '', '1']),
    );
    expect((await wang.submit('/signatures', { ...lines, ...boss })).status).toBe(303);
    expect((await wang.submit('/lost/custody', { [`item-${id}`]: '1' })).status).toBe(303);
    world.clock.setTo('2026-11-24T12:30:00+08:00');
    const clerk = await signIn('8001');
    expect((await clerk.get('/lost/office')).text).toContain('保管满 3 天仍无人认领');
    expect((await clerk.submit('/lost/office', { [`item-${id}`]: '1', ...zhao })).status).toBe(303);
    expect((await clerk.submit(`${href}/claim`, said)).text).toContain('物品在总务处');
    expectNoSecret('/lost/office', await clerk.get('/lost/office'));
    expect((await clerk.get(`${href}/leave`)).text).toContain('移交公安机关');
    const evidence = { way: 'giveAsEvidence', witness: '城东派出所', reason: '案件取证', ...boss };
    expect((await (await signIn('6001')).submit(`${href}/leave`, evidence)).status).toBe(303);
    expect((await clerk.get('/lost/office')).html).toMatch(new RegExp(`<h2[^>]*>[^]*公安调取</h2>[^]*${href}`));
    wang = clerk;
  });

  it('is reported by the month, and exported with a reason to those who may', async () => {
    const lead = await signIn('9001');
    const report = await lead.get('/lost/report?month=2026-11');
    for (const told of ['归还率', '<svg class="chart"']) expect(report.html).toContain(told);
    expect((await lead.submit('/lost/report', { reason: '' }, '/lost/report/excel')).status).toBe(422);
    const excel = await lead.submit('/lost/report', { reason: '月度检查' }, '/lost/report/excel');
    expect(excel.headers['content-type']).toContain('spreadsheetml');
    expect((await wang.get('/lost/report')).status).toBe(403);
    const table = await readTable(excel.bytes);
    let book = table.header.join(' ');
    for await (const { cells } of table.rows) book += `\n${cells.join(' ')}`;
    for (const register of [(await wang.get('/lost/sheet?month=2026-11')).text, book])
      for (const told of [/上交人 主管签字 归还/, /公安调取 王丽 李主管/, /已认领 王丽 李主管 2026-11-20 \d\d:\d\d/])
        expect(register).toMatch(told);
  });
});

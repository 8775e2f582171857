import { uuidv7 } from 'uuidv7';
import { Enquiries } from '../../src/lost-property/enquiries.js';
import { RegisterItem } from '../../src/lost-property/register-item.js';
import { ReleaseItem } from '../../src/lost-property/release-item.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { claimant, describeClaim, inCustody, pinOf, reservedBy } from '../support/lost.js';
import { credit, guest, push } from '../support/points.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describeOnBothDatabases('what the desk is told of a found thing', (db) => {
  let world: AppWorld;
  let house: House;
  let clerk: Colleague;
  let wang: Desk;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK', { name: '王丽' });
    await hire(house, '6001', 'GENERAL_AFFAIRS', { name: '赵总务' });
    await hire(house, '7001', 'RECEPTION', { name: '前台小赵' });
    const night = { world, house, clerk };
    const member = await guest(night, { phone: '13812340001' });
    await push(night, { slipNo: 'L-1', roomNo: 'K15' });
    await push(night, { slipNo: 'L-2', roomNo: 'K16' });
    await credit(night, member, 'L-1');
    wang = await signIn('8001');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, house, staffNo);

  const registered = async (typed: Record<string, string> = {}) =>
    (await wang.submit('/lost', { name: '雨伞', colour: '蓝色', place: '大厅', ...typed })).location ?? '';

  it('may be the member’s who had points for the bill of that room: masked, called, and then no task any more', async () => {
    const href = await registered({ place: 'K15' });
    await registered({ place: 'K16' });
    const lines = async () => (await wang.get('/lost')).html.split('先联系失主').length - 1;
    expect(await lines()).toBe(1);
    expect((await wang.get('/')).text).toContain('先联系失主');
    const item = await wang.get(href);
    expect(item.text).toContain('消费单 L-1');
    expect(item.text).toContain('138****0001');
    for (const secret of ['13812340001', '张三丰']) expect(item.html).not.toContain(secret);
    const member = /<option value="([0-9a-f-]{36})"[^>]*>[^<]*138\*{4}0001/.exec(item.html)?.[1] ?? '';
    const call = (typed: Record<string, string>) =>
      wang.submit(href, { channel: 'CALL', outcome: 'WILL_COME', note: '', ...typed }, `${href}/contact`);
    expect((await call({ outcome: 'PERHAPS' })).status).toBe(422);
    expect((await call({ membershipId: member })).location).toBe(href);
    expect(await lines()).toBe(0);
    const called = await world.one<{ membershipId: string }>('SELECT membership_id FROM lost_contact');
    expect(called).toEqual({ membershipId: member });
    const seen = await wang.submit(href, { phone: '138 1234 0001' }, `${href}/owner`);
    expect(seen.text).toContain('138****0001');
    expect(seen.html).not.toContain('1234 0001');
    expect((await wang.submit(href, { phone: '13900000000' }, `${href}/owner`)).text).toContain('没有这个电话的会员');
    const office = await (await signIn('6001')).get(href);
    expect(office.text).toContain('消费单 L-1');
    expect(office.html).not.toContain('138****0001');
  });

  it('was brought by two guests: each number is shown on demand, to thank them, in that answer alone', async () => {
    const href = await registered({
      finderName: '周晴',
      finderPhone: '13811112222',
      secondFinderName: '何伟',
      secondFinderPhone: '13811113333',
    });
    const item = await wang.get(href);
    expect(item.text).toContain('周*、何*');
    for (const phone of ['13811112222', '13811113333']) expect(item.html).not.toContain(phone);
    const [zhou = '', he = ''] = [...item.html.matchAll(/\/lost\/[0-9a-f-]{36}\/finders\/[0-9a-f-]{36}/g)].map(String);
    const shown = await wang.submit(href, {}, he);
    expect(shown.text).toContain('何* 13811113333');
    expect(shown.html).not.toContain('13811112222');
    expect((await wang.get(href)).html).not.toContain('13811113333');
    expect((await wang.post(`${href}/finders/${uuidv7()}`, { requestKey: uuidv7() })).status).toBe(404);
    expect((await (await signIn('7001')).post(zhou, {})).status).toBe(403);
    const finders = await world.rows<{ result: string }>("SELECT result FROM journal_entry WHERE kind = 'lost.reveal'");
    expect(finders.map(({ result }) => JSON.parse(result).finderId)).toEqual([he.split('/').at(-1)]);
  });

  it('had more to it than was seen at first: added with who and when, shown with the details alone', async () => {
    const href = await registered();
    const add = (typed: Record<string, string>) => wang.submit(href, typed, `${href}/additions`);
    expect((await add({})).text).toContain('请填写这一项');
    await add({ features: '伞骨断了一根', question: '伞柄上刻着什么', answer: '三个字母' });
    const item = await wang.get(href);
    expect(item.text).toContain('补充 特征 · 暗问');
    for (const secret of ['伞骨断了一根', '伞柄上刻着什么', 'name="question"']) expect(item.html).not.toContain(secret);
    const claim = await wang.follow(await wang.submit(`${href}/claim`, { description: '蓝色的雨伞一把' }));
    for (const told of ['伞骨断了一根', '请问客人:伞柄上刻着什么', '王丽']) expect(claim.text).toContain(told);
    expect(claim.html).not.toContain('三个字母');
    expect((await add({ features: '柄上有字' })).text).toContain('有客人正在认领');
  });

  it('is found by its tag, and its place is offered to the next who types one', async () => {
    const href = await registered({ place: '三楼洗手间' });
    const { number = '', documentId = '' } =
      (await world.one<{ number: string; documentId: string }>(
        'SELECT number, document_id FROM lost_item ORDER BY id DESC LIMIT 1',
      )) ?? {};
    expect((await wang.submit('/', { q: `#${number}` }, '/find')).location).toBe(href);
    expect((await wang.submit('/', { q: number.toLowerCase() }, '/find')).location).toBe(href);
    expect((await world.get(DocumentsQueries).find(house.store.id, documentId))?.body).toContain(`#${number}`);
    const form = await wang.get('/lost');
    for (const place of ['三楼洗手间', 'K15']) expect(form.html).toContain(`<option value="${place}">`);
  });

  it('leaves papers: General Affairs reads and prints those of lost property alone; a receipt is for whoever gave it out', async () => {
    const boss = await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
    const desk = at(house, clerk);
    const { itemId } = await inCustody(world, desk, boss);
    const claim = await describeClaim(world, desk, itemId, '蓝色的雨伞一把');
    await world.get(ReleaseItem).release(desk, uuidv7(), claim, claimant(), pinOf(boss));
    const paper = async (kind: string) =>
      `/documents/${(await world.one<{ id: string }>('SELECT id FROM document WHERE kind LIKE ?', [kind]))?.id}`;
    const [list, receipt, other] = [await paper('lost-custody'), await paper('lost-claim'), await paper('points%')];
    const [zhao, reception] = [await signIn('6001'), await signIn('7001')];
    expect((await zhao.submit(list, {}, `${list}/prints`)).location).toBe(`${list}/paper`);
    expect((await zhao.submit(list, { reason: '存档' }, `${list}/reprints`)).status).toBe(303);
    expect([(await zhao.get(other)).status, (await reception.get(other)).status]).toEqual([403, 200]);
    expect((await reception.get(list)).html).not.toContain(`${list}/reprints`);
    for (const stranger of [zhao, reception]) expect((await stranger.get(receipt)).text).toContain('只给经手人和主管');
    for (const known of [wang, await signIn('9001')]) expect((await known.get(receipt)).text).toContain('139****5678');
  });

  it('may be a guest’s who had reserved the room: the number to call is shown on demand, in that answer alone', async () => {
    await given(world, house.store.id, (tx) =>
      reservedBy(world, tx, { number: 'K31', name: '周晴', phone: '13800138111' }),
    );
    const href = await registered({ place: 'K31' });
    const item = await wang.get(href);
    expect(item.text).toContain('周* 138****8111');
    const [call = ''] = /\/lost\/[0-9a-f-]{36}\/holds\/[0-9a-f-]{36}/.exec(item.html) ?? [];
    expect((await wang.submit(href, {}, call)).text).toContain('周* 13800138111');
    expect((await wang.get(href)).html).not.toContain('13800138111');
    expect((await wang.post(`${href}/holds/${uuidv7()}`, { requestKey: uuidv7() })).status).toBe(404);
    expect((await (await signIn('7001')).post(call, {})).status).toBe(403);
    expect(
      await world.one("SELECT count(*) AS n FROM journal_entry WHERE kind = 'lost.contact' AND outcome = 'NOTED'"),
    ).toEqual({ n: 1 });
  });

  it('counts the ten minutes down, then up, and says until when the cameras remember', async () => {
    const href = await registered({ name: '手表', place: 'K20' });
    expect((await wang.get('/lost')).text).toContain('待入柜 还有 10 分钟');
    world.clock.advance(9 * MINUTE_MS + 1);
    expect((await wang.get('/lost')).text).toContain('待入柜 还有 1 分钟');
    world.clock.advance(4 * MINUTE_MS);
    expect((await wang.get('/lost')).text).toContain('待入柜 超时 3 分钟');
    const due = await wang.get('/lost/due');
    for (const told of ['超时 3 分钟', '逾期 / 马上办 1']) expect(due.text).toContain(told);
    expect((await wang.get(href)).text).toContain('监控还保留 30 天');
    world.clock.advance(31 * DAY_MS);
    wang = await signIn('8001');
    expect((await wang.get(href)).text).toContain('监控不再保留');
  });

  it('is kept as its name says, and whoever chose less is told why', async () => {
    const said = async (name: string, category: string) => (await wang.get(await registered({ name, category }))).text;
    expect(await said('匕首', 'GENERAL')).toContain('按名称属于「危险 / 可疑物品」,比所选类别严');
    expect(await said('现金', 'VALUABLE')).toContain('按名称属于「现金」,比所选类别严,待入柜');
  });

  it('stands on the next page where a list is longer than one; none cuts anything off', async () => {
    const desk = at(house, clerk);
    for (let n = 0; n < 51; n += 1) {
      await world.get(RegisterItem).register(desk, uuidv7(), { name: '手套', colour: '灰', place: '大厅' });
      await world.get(Enquiries).ask(desk, uuidv7(), { wanted: '紫色拐杖', name: '周晴', phone: '13800138000' });
    }
    const turned = async (path: string, line: RegExp) => {
      const pages = [await wang.get(path), await wang.get(`${path}?skip=50`)];
      expect(pages.map(({ html }) => html.includes(' rel="next"'))).toEqual([true, false]);
      return pages.map(({ html }) => (html.match(line) ?? []).length);
    };
    const { n: waiting = 0 } =
      (await world.one<{ n: number }>(
        "SELECT count(*) AS n FROM lost_item WHERE state IN ('REGISTERED', 'AWAITING_SAFE', 'SAFE') AND category <> 'DANGEROUS'",
      )) ?? {};
    expect(await turned('/lost/custody', /name="item-|勾选不保留/g)).toEqual([50 + 1, waiting - 50 + 1]);
    expect(await turned('/lost/enquiries', /\/close"/g)).toEqual([50, 1]);
    expect(await turned('/lost/items', /href="\/lost\/[0-9a-f-]{36}"/g)).toEqual([50, expect.any(Number)]);
    expect((await turned('/lost/due', /href="\/lost\/[0-9a-f-]{36}"/g))[0]).toBe(50);
  });

  it('answers plainly when nothing was ticked, and to a month that is none', async () => {
    expect((await wang.submit('/lost/custody', {})).text).toContain('请勾选要转保管的物品');
    expect((await wang.get('/lost/sheet?month=2026-13')).status).toBe(200);
    expect((await wang.get('/lost/items?list=nothing&skip=-1')).status).toBe(200);
  });
});

import readWorkbook from 'read-excel-file/universal';
import { uuidv7 } from 'uuidv7';
import { Delegations } from '../../src/staff/delegation/delegations.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { type BirthdayHouse, birthdayGift, listed, memberBorn, papersOf, staffed } from '../support/birthdays.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given, PIN } from '../support/people.js';
import { issueKey, Till } from '../support/till.js';
import { type AppWorld, openWorld } from '../support/world.js';

const finance = { cosignStaffNo: '5001', cosignPassword: PIN };

describeOnBothDatabases('a birthday at the counter', (db) => {
  let world: AppWorld;
  let story: BirthdayHouse;
  let wang: Desk;
  let front: Desk;
  let manager: Desk;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T17:00' });
    story = await staffed(world);
    wang = await signIn('8001');
    front = await signIn('7001');
    manager = await signIn('9001');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, story.house, staffNo);

  async function guest(name: string, day = 20): Promise<Record<'id' | 'href' | 'profile', string>> {
    world.clock.advance(1000);
    const { personId, membershipId } = await memberBorn(story.house, { name, month: 11, day });
    const id = await listed(story, personId);
    return { id, href: `/birthdays/${id}`, profile: `/members/${membershipId}/profile` };
  }
  const coming = { outcome: 'COMING', from: '19:00', until: '23:00', people: '4' };

  it('goes from the call to the signed slip through the pages, and nobody’s phone stands on a list', async () => {
    const itemId = await birthdayGift(story);
    const { href, id } = await guest('周子墨');
    expect((await wang.post('/rooms/register', { number: 'K08' })).status).toBe(403);
    expect((await manager.submit('/rooms/register', { number: 'K08', kind: 'MEDIUM', capacity: '10' })).status).toBe(
      303,
    );
    expect((await wang.submit(href, { ...coming, people: '' }, `${href}/calls`)).status).toBe(422);
    expect((await wang.submit(href, coming, `${href}/calls`)).status).toBe(303);
    expect((await manager.submit('/birthdays', {}, '/birthdays/day-sheet')).status).toBe(303);
    expect((await front.get('/birthdays/board')).text).toMatch(/周女士.*1120-01.*K08/s);
    expect((await front.get('/birthdays')).html).not.toMatch(/周子墨|137\d{8}/);
    expect(
      (await manager.submit('/birthdays/draw', { [`gift-${id}`]: itemId, ...finance }, '/birthdays/draw')).status,
    ).toBe(303);
    const papers = (shown: string) => front.submit(href, { ...papersOf(shown), photo: '1' }, `${href}/papers`);
    const wrong = await papers('1990-11-21');
    expect(wrong.status).toBe(422);
    expect(wrong.html).not.toContain('19901121');
    expect((await front.follow(await papers('1990-11-20'))).text).toContain('证件相符');
    for (const step of ['visit', 'usher', 'machine']) {
      expect([step, (await front.submit(href, {}, `${href}/${step}`)).status]).toEqual([step, 303]);
    }
    expect((await manager.get('/birthdays/av')).text).toContain('周女士');
    expect((await manager.get('/')).text).toContain('K08包厢已开机:周女士');
    expect((await manager.submit('/birthdays/av', {}, `${href}/av`)).location).toBe('/birthdays/av');
    expect((await manager.get('/')).text).not.toContain('已开机');
    expect((await wang.follow(await wang.submit(href, {}, `${href}/slip`))).html).toMatch(
      /赠送人签字<\/td>[^>]*<td[^>]* is-line"/,
    );
    expect((await wang.post(`${href}/gift`, {})).status).toBe(403);
    expect((await manager.submit(href, {}, `${href}/gift`)).status).toBe(303);
    expect((await wang.get('/')).text).toContain('签收单待签');
    const slips = await wang.submit('/birthdays/slips', { [`slip-${id}`]: '1', outcome: 'SIGNED' });
    expect(slips.status).toBe(303);
    expect((await wang.get(href)).text).toContain('已送');
    expect((await wang.post(`${href}/undo`, {})).status).toBe(403);
    const wrongGuest = { outcome: 'BACK', reason: '送到了隔壁包厢', ...finance };
    const unsaid = await manager.submit(`${href}/undo`, { ...wrongGuest, outcome: '' });
    expect(unsaid.text).toContain('请选择礼品现在在哪里');
    const corrected = await manager.follow(await manager.submit(`${href}/undo`, wrongGuest));
    expect(corrected.text).toMatch(/赠送更正单.*孙会计 财务.*礼品现在.*已拿回,在经理手上.*周\*\*/s);
    expect((await wang.get(href)).text).toMatch(/已更正,更正单 GZ/);
    expect((await manager.submit(href, {}, `${href}/gift`)).status).toBe(303);
  });

  it('shows a phone once, on the page that answers, and keeps who looked', async () => {
    const { href } = await guest('钱电话', 21);
    const shown = await wang.submit(href, {}, `${href}/phone`);
    expect(shown.text).toMatch(/137 \d{4} \d{4}/);
    const looks = "SELECT COUNT(*) AS n FROM journal_entry WHERE kind = 'birthdays.reveal'";
    expect(await world.one(looks)).toEqual({ n: 1 });
    expect((await front.post(`${href}/phone`, {})).status).toBe(403);
  });

  it('needs Finance’s own PIN to draw, and returns what was not given, never more', async () => {
    const itemId = await birthdayGift(story);
    const { id, profile } = await guest('孙未到', 21);
    const body = { [`gift-${id}`]: itemId };
    expect(
      (await manager.submit('/birthdays/draw', { ...body, ...finance, cosignPassword: '000000' })).status,
    ).not.toBe(303);
    const done = await manager.submit('/birthdays/draw', { ...body, ...finance }, '/birthdays/draw');
    const sheet = await manager.follow(done);
    expect(sheet.text).toMatch(/孙未到.*未留/s);
    await wang.submit(profile, { field: 'address', value: '滨河花园8号' });
    expect((await manager.get(done.location ?? '')).text).toMatch(/钱电话.*未留.*孙未到.*滨河花园8号/s);
    const looks =
      "SELECT COUNT(*) AS n FROM journal_entry WHERE kind = 'birthdays.printRegister' AND outcome = 'NOTED'";
    expect(await world.one(looks)).toEqual({ n: 2 });
    expect((await front.get(done.location ?? '')).status).toBe(403);
    const { id: second } = await guest('李代领', 21);
    const term = { fromDate: '2026-11-20', toDate: '2026-11-20', reason: '经理外出' };
    const deputy = { ...term, staffNo: '8001', role: 'CUSTOMER_SERVICE_MANAGER' };
    await world.get(Delegations).grant(story.manager, uuidv7(), deputy);
    const asked = { [`gift-${second}`]: itemId, ...finance };
    const drawn = await wang.submit('/birthdays/draw', asked, '/birthdays/draw');
    expect([drawn.status, (await wang.follow(drawn)).status]).toEqual([303, 200]);
    const pieces = (n: string) => ({ [`pieces_${itemId}_${id}`]: n, ...finance });
    const tooMany = await manager.submit('/birthdays/hand', pieces('2'), '/birthdays/hand/return');
    expect(tooMany.status).toBe(409);
    expect(tooMany.text).toContain('不能超过领用数量');
    const token = (await manager.get('/birthdays/hand')).html.match(/name="requestKey" value="([^"]+)"/)?.[1] ?? '';
    const back = await manager.post('/birthdays/hand/return', { requestKey: token, ...pieces('1') });
    expect(back.status).toBe(303);
    expect((await manager.post('/birthdays/hand/return', { requestKey: token, ...pieces('1') })).location).toBe(
      back.location,
    );
  });

  it('belongs to its store: another one’s birthday is not there', async () => {
    expect((await manager.get('/birthdays/018f0000-0000-7000-8000-000000000001')).status).toBe(404);
    expect((await manager.get('/birthdays/registers/018f0000-0000-7000-8000-000000000001')).status).toBe(404);
    expect((await manager.get('/birthdays/reconciliation/018f0000-0000-7000-8000-000000000001')).status).toBe(404);
  });

  it('tells the subtitle machine who sits where, by surname, and nobody else', async () => {
    const screen = new Till(world, await issueKey(world, story.house.store.id, 'av', ['av']));
    const { status, body } = await screen.get('/av-notices');
    expect([status, body['notices']]).toEqual([
      200,
      [expect.objectContaining({ room: 'K08', played: true, text: expect.stringMatching(/^周女士,.*生日快乐/) })],
    ]);
    expect((await new Till(world, undefined).get('/av-notices')).status).toBe(401);
    const slips = new Till(world, await issueKey(world, story.house.store.id, 'till', ['slips']));
    expect((await slips.get('/av-notices')).status).toBe(403);
  });

  /** Page, paper and workbook of a period, each as its text, and what the workbook has on each sheet. */
  async function copiesOf(id: string) {
    const path = `/birthdays/reconciliation/${id}`;
    const from = id === 'open' ? '/birthdays/reconciliation' : path;
    const [page, paper] = [await manager.get(from), await manager.get(`${path}/sheet`)];
    const book = await manager.submit(from, {}, `${path}/excel`);
    const sheets = await readWorkbook(new Blob([new Uint8Array(book.bytes)]));
    const rings = (html: string) => html.match(/role="img" aria-label="[^"]+"/g) ?? [];
    expect([rings(page.html).length > 0, rings(paper.html)]).toEqual([true, rings(page.html)]);
    const rows = sheets.map(({ data }) => data.slice(1, -1));
    for (const [item, ...figures] of rows[0] ?? [])
      for (const { text } of [page, paper]) expect(text).toContain([item, ...figures].join(' '));
    for (const [time, what] of rows[2] ?? [])
      for (const { text } of [page, paper]) expect(text).toContain(`${String(time)} ${String(what)}`);
    return { rows, page: page.text, paper: paper.text, mark: String(sheets[0]?.data.at(-1)?.[0]) };
  }

  it('closes a period whose page, paper and workbook are the same, open and locked; the tax sheet is Finance’s', async () => {
    const before = await copiesOf('open');
    for (const text of [before.page, before.paper, before.mark]) expect(text).toContain('未锁定');
    expect(JSON.stringify(before)).not.toContain('滨河花园');
    expect(before.paper).toMatch(/孙未到.*李代领/s);
    world.clock.setTo('2026-11-30T17:00:00+08:00');
    const days = world.get(BusinessDaysService);
    await given(world, story.house.store.id, (tx) => days.close(tx), story.house.businessDate);
    await given(world, story.house.store.id, (tx) => days.open(tx, '2026-11-30').then(() => 'open'));
    manager = await signIn('9001');
    const open = '/birthdays/reconciliation/open';
    const early = [await manager.get(`${open}/sheet`), await manager.post(`${open}/excel`, {})];
    expect(early.map(({ status, text }) => `${status} ${text.includes('先数清')}`)).toEqual(['409 true', '409 true']);
    const blank = (await manager.get('/birthdays/reconciliation')).html;
    const counts = [...blank.matchAll(/name="(counted_[^"]+)"/g)].map(([, name = '']) => [name, '1']);
    const closed = await manager.submit('/birthdays/reconciliation', { ...Object.fromEntries(counts), ...finance });
    const after = await copiesOf(closed.location?.split('/').at(-1) ?? '');
    expect([after.rows, after.paper.includes('未锁定'), after.mark.includes('何经理 / 孙会计')]).toEqual([
      before.rows,
      false,
      true,
    ]);
    expect((await manager.get('/birthdays/tax')).status).toBe(403);
    const sun = await signIn('5001');
    const book = await sun.submit('/birthdays/tax', { month: '2026-11' }, '/birthdays/tax/2026-11/excel');
    const [sheet] = await readWorkbook(new Blob([new Uint8Array(book.bytes)]));
    expect(sheet?.data.slice(1, -1)).toEqual([
      ['2026-11-20', expect.stringContaining('生日蛋糕'), 1, 58, 99],
      ['合计', null, 1, 58, 99],
    ]);
    for (const path of ['/birthdays/tax?month=2026-11', '/birthdays/tax/2026-11/sheet'])
      expect((await sun.get(path)).text).toMatch(/2026-11-20 生日蛋糕\S+ 1 58.00 99.00 合计 1 58.00 99.00/);
  });
});

import { uuidv7 } from 'uuidv7';
import { readTable } from '../../src/platform/files/table.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { VenueActs } from '../../src/venue/venue-acts.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, sell } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { checked, expectRefused, witness } from './shift-hands.js';

describeOnBothDatabases('an evening at the counter', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let supervisor: Colleague;
  let finance: Colleague;

  const signedIn = (person: Colleague) => Desk.of(world, house, person);

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    house = await openHouse(world);
    a = await hire(house, '8801', 'CLERK', { name: '王丽' });
    b = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    supervisor = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    finance = await hire(house, '7001', 'FINANCE', { name: '陈会计' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('goes from the checklist to the bank, page by page', async () => {
    const deskA = await signedIn(a);
    const opening = await deskA.submit('/shifts', { template: 'A' }, '/shifts/open');
    expect(opening.status).toBe(422);
    expect(opening.text).toContain('请先逐项检查并打勾');
    expect((await deskA.submit('/shifts', { template: 'A', ...checked }, '/shifts/open')).status).toBe(303);

    const short = await deskA.submit(
      '/shifts',
      { amount: '500', counted: '480', ...witness(supervisor) },
      '/drawer/float',
    );
    expect(short.text).toContain('岗位不能授权');
    const drawn = await deskA.submit(
      '/shifts',
      { amount: '500', counted: '480', ...witness(finance) },
      '/drawer/float',
    );
    expect((await deskA.follow(drawn)).text).toContain('BY20261120-0001');
    await sell(world, await atCounter(house, a), 26_650);
    const serving = await deskA.get('/shifts');
    expect(serving.text).not.toContain('746.50');
    expect(serving.text).toContain('点钞之前不显示应有金额');
    const [open] = await world.rows<{ id: string }>('SELECT id FROM shift');
    expect((await deskA.get(`/shifts/${open!.id}`)).text).not.toContain('746.50');
    expect((await (await signedIn(finance)).get(`/shifts/${open!.id}`)).text).toContain('746.50');

    const cut = await deskA.submit('/shifts', {}, '/handover/cut');
    const page = cut.location!;
    expect((await deskA.get('/shifts')).location).toBe(page);
    const deskB = await signedIn(b);
    expect((await deskB.submit('/shifts', { template: 'B', ...checked }, '/shifts/open')).status).toBe(303);

    const blind = await deskA.follow(await deskA.submit(page, { d10000: '7' }, `${page}/count`));
    expect(blind.text).toContain('与账面不符,请复点一次');
    expect(blind.text).not.toContain('746.50');
    const counted = await deskA.follow(
      await deskA.submit(page, { d10000: '7', d2000: '2', d500: '1', d100: '1' }, `${page}/count`),
    );
    expect(counted.text).toContain('746.50');
    expect(counted.text).toContain('−0.50');

    const sign = { 'line-merchantCopies': '0', pin: PIN, floatTo: 'NEXT', floatFen: '480' };
    const bare = await deskA.submit(page, sign, `${page}/sign`);
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('与账面不符,请写明原因');
    expect((await deskA.submit(page, { ...sign, reason: '找零少收 5 角' }, `${page}/sign`)).status).toBe(303);
    const accepted = await deskB.submit(page, witness(b), `${page}/acceptance`);
    expect((await deskB.follow(accepted)).text).toContain('待缴款');

    const office = await signedIn(finance);
    const bags = await office.get('/finance');
    expect(bags.text).toContain('王丽');
    expect(bags.text).not.toContain('266.00');
    const [bag] = await world.rows<{ id: string }>('SELECT id FROM cash_bag');
    await office.submit(
      `/finance/bags/${bag!.id}`,
      { d10000: '2', d5000: '1', d1000: '1', d500: '1', d100: '1' },
      `/finance/bags/${bag!.id}`,
    );
    const none = await office.submit('/finance', { number: 'ICBC77' }, '/finance/deposits');
    expect(none.text).toContain('请至少选择一袋');
    expect(
      (await office.submit('/finance', { number: 'ICBC77', [`bag-${bag!.id}`]: '1' }, '/finance/deposits')).status,
    ).toBe(303);
    expect((await office.get('/finance/differences?month=2026-11')).text).toContain('0.50');
    for (const path of ['/finance/floats', '/finance/tenders', page, page.replace('handover', 'shifts')]) {
      expect((await office.get(path)).status).toBe(200);
    }
    expect((await deskA.get(page)).text).toContain('这个班已经交完');
  });

  it('writes the duty log, which nobody changes, and lets a lead take sixty days of it', async () => {
    const desk = await signedIn(b);
    expect((await desk.submit('/duty-log', { kind: 'NOTE', text: '' }, '/duty-log')).status).toBe(422);
    const feigned = await desk.submit('/duty-log', { kind: 'ON_DUTY', text: '我来了' }, '/duty-log');
    expectRefused(feigned, '请选择类别');
    await desk.submit('/duty-log', { kind: 'EQUIPMENT', text: '3 号读卡器失灵,已报修', place: '前台' }, '/duty-log');
    const log = await desk.get('/duty-log');
    expect(log.text).toContain('3 号读卡器失灵');
    expect(log.text).toContain('到岗');
    expect((await desk.post('/duty-log/export', { requestKey: uuidv7() })).status).toBe(403);
    const day = (await desk.get('/duty-log?date=2026-11-20')).text;
    expect(day).toMatch(/2026-11-20[^]*3 号读卡器失灵/);
    expect((await desk.get('/duty-log?date=2026-11-19')).text).not.toContain('3 号读卡器失灵');
    const exported = async (date: string, days: Record<string, string> = {}) => {
      world.clock.setTo(`${date}T12:00:00+08:00`);
      const file = await (await signedIn(supervisor)).submit('/duty-log', days, '/duty-log/export');
      expect(file.headers['content-disposition']).toContain(`duty-log-${date}.xlsx`);
      const lines: string[] = [];
      for await (const { cells } of (await readTable(file.bytes)).rows) lines.push(cells.join(' | '));
      return lines;
    };
    const said = expect.stringMatching(/2026-11-20 \| 赵敏 8802 \| 前台 \| 设备 \| 3 号读卡器失灵,已报修/);
    const whole = await exported('2026-11-20');
    expect(whole).toContainEqual(said);
    expect(whole).toContainEqual(expect.stringMatching(/王丽 8801 \| VIP 1 \| 离岗 \| A/));
    expect(whole.at(-1)).toMatch(/李主管 .* 导出 \d+ 行/);
    for (const last of ['2027-01-18', '2027-01-19']) expect(await exported(last)).toContainEqual(said);
    expect(await exported('2027-01-20')).not.toContainEqual(said);
    // what is older is kept all the same, and taken out by its days
    expect(await exported('2027-09-01', { from: '2026-11-20', until: '2026-11-20' })).toContainEqual(said);
    const asked = (from: string, until: string) =>
      signedIn(supervisor).then((lead) => lead.submit('/duty-log', { from, until }, '/duty-log/export'));
    expectRefused(await asked('2026-11-20', '2026-11-19'), '请按先后填');
    expectRefused(await asked('2026-08-01', '2027-08-03'), '最多导出 366 天');
    world.clock.setTo('2026-11-20T19:00:00+08:00');
  });

  it('lets the director set shifts and the days Finance is closed, and says beside the field what cannot be', async () => {
    const director = await signedIn(await hire(house, '9900', 'VIP_CENTRE_DIRECTOR'));
    const change = (typed: Record<string, string>) =>
      director.submit('/venue/policy', { effectiveFrom: '2026-11-20', reason: '春节排班', ...typed });
    const impossible: Record<string, string>[] = [
      { 'shifts.templates': 'A 12:00' },
      { 'shifts.finance.from': '19:00' },
      { 'lostProperty.officeHolidays': '2026-11-23~2026-11-01' },
    ];
    for (const typed of impossible) expect((await change(typed)).status).toBe(422);
    const typed = {
      'shifts.templates': 'A 11:00-19:00, B 18:30-02:00, C 20:00-06:00',
      'lostProperty.officeHolidays': '2026-11-23',
      'lostProperty.officeWorkdays': '2026-11-22',
    };
    expect((await change(typed)).status).toBe(303);
    const { value } = (await world.one<{ value: string }>(
      'SELECT value FROM policy_version ORDER BY version DESC LIMIT 1',
    ))!;
    expect(JSON.parse(value).shifts).toMatchObject({
      templates: [{ code: 'A', from: '11:00', to: '19:00' }, { code: 'B' }, { code: 'C', from: '20:00', to: '06:00' }],
      finance: { holidays: ['2026-11-23'], workdays: ['2026-11-22'] },
    });
  });

  it('posts nothing from a page that was open before the day was closed', async () => {
    const other = await openHouse(world, { name: '星河KTV 江南店' });
    const lead = await hire(other, '9802', 'DUTY_SUPERVISOR');
    const stale = at(other, lead);
    await world.get(VenueActs).closeDay(stale, uuidv7());
    const late = commandOfTheDay(stale, 'points.undoCredit', uuidv7(), {});
    await expect(world.get(UnitOfWork).run(late, () => Promise.resolve(null))).rejects.toThrow(
      expect.objectContaining({ code: 'venue.dayNotOpen' }),
    );
  });

  it('shows another store nothing of it', async () => {
    const elsewhere = await openHouse(world, { name: '星河KTV 城东店' });
    const stranger = await hire(elsewhere, '9901', 'DUTY_SUPERVISOR');
    const desk = await Desk.of(world, elsewhere, stranger);
    const [shift] = await world.rows<{ id: string }>('SELECT id FROM shift');
    expect((await desk.get(`/shifts/${shift!.id}`)).status).toBe(404);
    expect((await desk.get(`/handover/${shift!.id}`)).status).toBe(404);
  });
});

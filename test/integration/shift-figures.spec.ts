import { uuidv7 } from 'uuidv7';
import { Reader } from '../../src/platform/database/reader.js';
import { DaySheetsQueries } from '../../src/shifts/day-sheets.queries.js';
import { FinanceQueries } from '../../src/shifts/finance/finance.queries.js';
import { FinanceService } from '../../src/shifts/finance/finance.service.js';
import { movesOf, tendersOf } from '../../src/shifts/shift-rows.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { closeDay, endShift, sealNight } from '../support/night.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, openShift, printPaper, sell } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('every figure of a shift opens down to its rows', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let finance: Colleague;
  let guard: Colleague;
  let clerk: Desk;
  let shiftId: string;

  const shown = async (who: Desk, path: string) => {
    const page = await who.get(path);
    expect([path, page.status]).toEqual([path, 200]);
    return page.html;
  };

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    house = await openHouse(world);
    a = await hire(house, '8801', 'CLERK', { name: '王丽' });
    b = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    lead = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    finance = await hire(house, '7001', 'FINANCE', { name: '陈会计' });
    guard = await hire(house, '9001', 'SECURITY_GUARD', { name: '孙保安' });
    shiftId = await openShift(house, a);
    const desk = await atCounter(house, a);
    await sell(world, desk, 30_000);
    await sell(world, desk, -5_000);
    await sell(world, desk, 12_000, 'tender.wechatPay');
    await sell(world, desk, 8_000, 'tender.wechatPay');
    await printPaper(world, desk, 'top-up', 'CZ');
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  it('prepares the clerk half an hour before the end, on the desk and in the bar of every page', async () => {
    world.clock.setTo('2026-11-20T18:29:00+08:00');
    clerk = await Desk.of(world, house, a);
    expect(await shown(clerk, '/')).not.toContain('准备交班');
    world.clock.setTo('2026-11-20T18:31:00+08:00');
    const desk = await shown(clerk, '/');
    expect(desk).toContain('准备交班:停下费时的事');
    expect(desk).toMatch(/商户联\(全部单据\)(?! · )/);
    expect(await shown(clerk, '/me')).toContain('A 班 · 19:00 交班,请准备');
  });

  it('lets nobody sign out at the counter while the drawer is theirs; the screen is locked instead (000-17)', async () => {
    const kept = await clerk.post('/sign-out');
    expect(kept.status).toBe(409);
    expect(kept.text).toContain('A 班还在当班');
    expect((await clerk.get('/me')).status).toBe(200);
    const other = await Desk.of(world, house, b);
    expect((await other.post('/sign-out')).location).toBe('/sign-in');
    expect((await clerk.post('/lock')).location).toBe('/unlock');
    expect((await clerk.get('/shifts')).location).toContain('/unlock');
    const back = await clerk.submit('/unlock', { pin: PIN });
    expect(back.status).toBe(303);
  });

  it('asks at the sheet which copy is missing, and lists it until it is found', async () => {
    await clerk.submit('/duty-log', { kind: 'UNFINISHED', text: '林小姐的积分异议等审批' });
    await clerk.submit('/shifts', {}, '/handover/cut');
    const page = `/handover/${shiftId}`;
    await clerk.submit(page, { d10000: '2', d5000: '1', d1000: '1' }, `${page}/count`);
    await clerk.submit(page, { d10000: '2', d5000: '1', d1000: '1' }, `${page}/count`);
    expect(await shown(clerk, page)).toContain(`/shifts/${shiftId}#wechatPay`);
    const sheet = {
      'line-merchantCopies': '0',
      'total-wechatPay': '200',
      reason: '多收 10 元',
      pin: PIN,
      floatFen: '0',
    };
    const one = { ...sheet, 'total-wechatPay': '', 'digits-wechatPay': '1234' };
    expect((await clerk.submit(page, one, `${page}/sign`)).text).toContain('收了 2 笔');
    const short = await clerk.submit(page, sheet, `${page}/sign`);
    expect(short.status).toBe(422);
    const box = /name="(missing-[0-9a-f-]{36})"/.exec(short.html)?.[1];
    expect(box).toBeDefined();
    expect((await clerk.submit(page, { ...sheet, [box!]: '1' }, `${page}/sign`)).status).toBe(303);
    await clerk.submit(page, { cosignStaffNo: b.staffNo, cosignPassword: PIN }, `${page}/acceptance`);
    expect(await shown(clerk, `/shifts/${shiftId}/copies`)).toContain('CZ20261120-0001');
    expect(await shown(clerk, '/')).toContain('缺商户联 1 张');
    expect(await shown(clerk, page)).toContain('还没找到的商户联');
    const { documentId } = (await world.one<{ documentId: string }>(
      'SELECT document_id FROM handover_sheet WHERE shift_id = ?',
      [shiftId],
    ))!;
    const paper = await shown(clerk, `/documents/${documentId}`);
    for (const line of ['缺联', 'CZ20261120-0001', '现金收', '林小姐的积分异议等审批']) expect(paper).toContain(line);
    const list = await shown(clerk, '/shifts/copies');
    const found = /action="(\/shifts\/copies\/[0-9a-f-]{36}\/found)"/.exec(list)![1]!;
    expect((await clerk.submit('/shifts/copies', { note: '' }, found)).text).toContain('请填写');
    expect((await clerk.submit('/shifts/copies', { note: '夹在 K12 账单里' }, found)).location).toBe('/shifts/copies');
    expect(await shown(clerk, '/shifts/copies')).toMatch(/商户联都齐了[^]*CZ20261120-0001[^]*夹在 K12 账单里/);
    expect((await clerk.post(found, { requestKey: uuidv7(), note: '又' })).status).toBe(404);
  });

  it('leaves a copy that a lead prints after the cut with the lead, until a shift opens at the desk and takes it over', async () => {
    world.clock.advance(60_000);
    const late = await printPaper(world, await atCounter(house, lead), 'card-replacement', 'BU');
    const told = `还没归班的商户联:1 张(${lead.name} 保管)`;
    const office = await Desk.of(world, house, lead);
    expect(await shown(office, '/venue/day')).toContain(told);
    expect(await shown(office, '/shifts/copies')).toMatch(new RegExp(`${late.number}[^]*${lead.name}`));
    const next = await Desk.of(world, house, b);
    expect(await shown(next, '/shifts')).toMatch(new RegExp(`请点到手[^]*${late.number}[^]*${lead.name}`));
    world.clock.advance(60_000);
    const nextId = await openShift(house, b, 'B');
    expect(await shown(next, `/shifts/${nextId}/copies`)).toContain(late.number);
    for (const path of ['/venue/day', '/shifts/copies'])
      expect(await shown(office, path)).not.toContain(lead.name + ' 保管');
    expect(await world.one('SELECT business_date FROM document WHERE id = ?', [late.id])).toEqual({
      businessDate: '2026-11-20',
    });
    await endShift(house, b, a, 1);
  });

  it('shows each tender, over and short as the sum of rows with their papers', async () => {
    const page = await shown(clerk, `/shifts/${shiftId}`);
    for (const id of ['cashIn', 'refunds', 'wechatPay', 'over', 'settled']) expect(page).toContain(`id="${id}"`);
    const rows = await movesOf(world.get(Reader), shiftId, ['tender.wechatPay']);
    expect(rows.map(({ amountFen }) => amountFen)).toEqual([12_000, 8_000]);
    expect(await tendersOf(world.get(Reader), shiftId)).toMatchObject([{ kind: 'tender.wechatPay', fen: 20_000 }]);
  });

  it("opens a clerk's month of over and short, a deposit and its bags, for Finance and not for a clerk", async () => {
    const bag = await world.one<{ id: string }>('SELECT id FROM cash_bag WHERE shift_id = ?', [shiftId]);
    const service = world.get(FinanceService);
    const counts = { 10_000: 2, 5_000: 1 };
    await service.receive(at(house, finance), uuidv7(), bag!.id, { counts, reason: '少 10 元' });
    await service.deposit(at(house, finance), uuidv7(), { number: 'ICBC-9', bagIds: [bag!.id] });
    const queries = world.get(FinanceQueries);
    const [sum] = await queries.differences(house.store.id, '2026-11');
    const moves = await queries.differencesOf(house.store.id, a.id, '2026-11');
    expect(sum).toMatchObject({ clerkId: a.id, overFen: 1_000, shortFen: 1_000 });
    expect(moves.map(({ overFen, shortFen }) => [overFen, shortFen])).toEqual([
      [1_000, 0],
      [0, 1_000],
    ]);
    const office = await Desk.of(world, house, finance);
    const counted = (await office.get(`/finance/bags/${bag!.id}`)).text;
    expect(counted).toMatch(/营业款\s*260\.00[^]*实点\s*250\.00[^]*JK20261120[^]*短款\s*10\.00/);
    const month = '?month=2026-11';
    expect(await shown(office, `/finance/differences${month}`)).toContain(`/finance/differences/${a.id}?month`);
    expect(await shown(office, `/finance/differences/${a.id}${month}`)).toContain(moves[1]!.documentNo);
    const deposits = await shown(office, `/finance/deposits${month}`);
    const one = /href="(\/finance\/deposits\/[0-9a-f-]{36})"/.exec(deposits)![1]!;
    expect(await shown(office, one)).toContain(`/shifts/${shiftId}#settled`);
    expect((await clerk.get(`/finance/differences/${a.id}`)).status).toBe(403);
    for (const path of ['differences', 'deposits'])
      expect((await office.get(`/finance/${path}/${shiftId}`)).status).toBe(404);
  });

  it('keeps the day as it was closed, every figure with its rows', async () => {
    await sealNight(house, b, guard);
    await closeDay(house, lead);
    const kept = await world.get(DaySheetsQueries).of(house.store.id, '2026-11-20');
    expect(kept.figures.takingsFen).toBe(45_000);
    const page = await shown(clerk, '/day-sheets/2026-11-20');
    expect(page).toContain('与明细相符');
    expect(page).toContain(`/shifts/${shiftId}#wechatPay`);
    expect(page).toMatch(/id="differences"[^]*finance\/differences\?month/);
    for (const line of ['float', 'drops', 'counterfeit']) expect(page).toContain(`/shifts/${shiftId}#${line}`);
    for (const { prefix, count } of kept.figures.papers) {
      const rows = await world.get(DaySheetsQueries).papers(house.store.id, '2026-11-20', prefix, kept.documentId);
      expect([prefix, rows.length]).toEqual([prefix, count]);
    }
    expect(page).toContain('JJ 交接单');
    expect(await shown(clerk, '/day-sheets/2026-11-20/papers/JJ')).toMatch(/JJ 交接单[^]*JJ20261120-0001/);
    expect(await shown(clerk, `/documents/${kept.documentId}`)).toMatch(/JF|JJ 交接单/);
    expect(await shown(clerk, '/day-sheets')).toContain('/day-sheets/2026-11-20');
    expect((await clerk.get('/day-sheets/2026-11-19')).status).toBe(404);
  });
});

import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { closeDay, sealNight } from '../support/night.js';
import { type Colleague, given, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, openShift, sell } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { checked, expectRefused, ShiftHands, witness } from './shift-hands.js';

const pieces = { d10000: '3', d5000: '1', d2000: '2', d500: '1', d100: '4', d50: '1' };

describeOnBothDatabases('an evening on which little goes as it should', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let c: Colleague;
  let lead: Colleague;
  let other: Colleague;
  let finance: Colleague;
  let hands: ShiftHands;
  const of = (person: Colleague) => hands.of(person);
  const paper = (kind: string) => hands.paper(kind, lead);
  const clock = (time: string) => world.clock.setTo(`2026-11-${time}:00+08:00`);

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    house = await openHouse(world);
    hands = new ShiftHands(world, house);
    a = await hire(house, '8801', 'CLERK', { name: '王丽' });
    b = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    c = await hire(house, '8803', 'CLERK', { name: '孙悦' });
    lead = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    other = await hire(house, '8002', 'DUTY_SUPERVISOR', { name: '周主管' });
    finance = await hire(house, '7001', 'FINANCE', { name: '陈会计' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('draws, gives back, drops, rounds down and finds a false note, each refused before it is done', async () => {
    const shiftId = await openShift(house, a);
    await sell(world, await atCounter(house, a), 30_000);
    await sell(world, await atCounter(house, a), 20_000, 'tender.wechatPay');
    const desk = await of(a);
    const acts: [form: string, typed: Record<string, string>, by: Colleague, answer: string][] = [
      ['float', { amount: '500', counted: '0' }, finance, '请填写实际点到的金额'],
      ['float', { amount: '500', counted: '600' }, finance, '实点比申领的多'],
      ['float', { amount: '500', counted: '' }, finance, 'BY20261120-0001'],
      ['float-return', { amount: '0' }, finance, '0.01'],
      ['float-return', { amount: '100' }, lead, '岗位不能授权'],
      ['float-return', { amount: '900' }, finance, '钱箱里没有这么多现金'],
      ['float-return', { amount: '100' }, finance, 'BY20261120-0002'],
      ['drop', { amount: '200', number: '' }, lead, '请填写'],
      ['drop', { amount: '200', number: 'f1' }, lead, 'TK20261120-0001'],
      ['drop', { amount: '200', number: 'F1' }, lead, '封袋号 F1 已经用过'],
      ['rounding', { amount: '1', reference: 'XS1' }, lead, '抹零最多 0.99 元'],
      ['rounding', { amount: '0.5', reference: 'XS20261120-0002' }, lead, '请填本班收现金的单号'],
      ['rounding', { amount: '0.5', reference: 'XS20261120-0001' }, lead, 'ML20261120-0001'],
      ['rounding', { amount: '0.5', reference: 'xs20261120-0001' }, lead, '这张单已经抹过零'],
      ['counterfeit', { amount: '100', reason: '' }, lead, '请填写'],
      ['counterfeit', { amount: '100', reason: '验钞机漏过' }, finance, '岗位不能授权'],
      ['counterfeit', { amount: '100', reason: '验钞机漏过' }, lead, 'JB20261120-0001'],
    ];
    for (const [form, typed, by, answer] of acts) {
      const posted = await desk.submit('/shifts', { ...typed, ...witness(by) }, `/drawer/${form}`);
      const { text } = posted.location === undefined ? posted : await desk.follow(posted);
      expect([form, typed, text.includes(answer)]).toEqual([form, typed, true]);
    }
    const signed = '([^]*客服签字[^]*见证人签字){2}';
    expect(await paper('shift-float')).toMatch(/退备用金单[^]*陈会计 7001[^]*100\.00([^]*客服签字[^]*财务签字){2}/);
    expect(await paper('shift-drop')).toMatch(new RegExp(`投款单[^]*李主管 8001[^]*F1[^]*200\\.00${signed}`));
    expect(await paper('shift-rounding')).toMatch(/抹零单[^]*XS20261120-0001[^]*0\.50/);
    expect(await paper('shift-counterfeit')).toMatch(new RegExp(`假币登记单[^]*验钞机漏过[^]*100\\.00${signed}`));
    const seen = (await (await of(finance)).get(`/shifts/${shiftId}`)).text;
    expect(seen).toMatch(/应有\s*399\.50[^]*备用金\s*400\.00[^]*投款\s*−200\.00[^]*抹零\s*−0\.50[^]*假币\s*−100\.00/);
  });

  it('is refused by the next clerk, counted and signed again, and sealed when Finance has gone home', async () => {
    clock('20T17:40');
    await (await of(a)).submit('/shifts', {}, '/handover/cut');
    const mine = await hands.handover(a, a);
    expectRefused(await mine.step('count', {}), '没有现金请填 0');
    await mine.step('count', pieces);
    const sheet = { pin: PIN, floatTo: 'NEXT', note: 'K12 蛋糕 22:30 来取' };
    const sign = (digits: string, floatFen = '300') =>
      mine.step('sign', { ...sheet, floatFen, 'digits-wechatPay': digits });
    expectRefused(await sign('2047', '400'), '备用金最多 399.50 元');
    expectRefused(await sign(''), '请填收款方的合计');
    expectRefused(await sign('12'), '末 4–6 位');
    expect((await sign('2047')).status).toBe(303);
    const next = await hands.handover(b, a);
    expectRefused(await next.step('acceptance', witness(b)), '请接班人先开班');
    expectRefused(await next.step('acceptance', witness(finance)), '岗位不能接班');
    expectRefused(await next.step('refusal', witness(b)), '请填写');
    await next.step('refusal', { ...witness(b), reason: '商户联少一张' });
    expect((await mine.page()).text).toMatch(/赵敏 17:40 没有接班:商户联少一张[^]*交接经过[^]*拒绝接班/);
    await mine.step('count', pieces);
    await sign('2047');
    await openShift(house, b, 'B');
    expect((await next.step('acceptance', witness(b))).status).toBe(303);
    expect(await paper('shift-float')).toMatch(
      /备用金移交单[^]*移交人[^]*A 王丽[^]*接收人[^]*B 赵敏[^]*300\.00[^]*接班人签字/,
    );
    expect(await paper('shift-count')).toMatch(/点钞单[^]*100\.00[^]*× 3[^]*实点[^]*399\.50/);
    expect(await paper('shift-count')).not.toContain('应有');
    expect(await paper('shift-handover')).toMatch(
      /交接单[^]*应有[^]*399\.50[^]*备用金[^]*300\.00[^]*微信支付[^]*200\.00 \/ 2047/,
    );
    const bag = await hands.bag("state = 'IN_HAND'");
    const seal = (number: string, by: Colleague) => mine.step(`bags/${bag}/seal`, { number, ...witness(by) });
    expectRefused(await seal('F2', lead), '财务 18:00 前在岗');
    clock('20T18:52');
    expectRefused(await seal('F1', lead), '封袋号 F1 已经用过');
    expectRefused(await seal('F2', finance), '岗位不能授权');
    expect((await seal('F2', lead)).status).toBe(303);
    expect((await mine.page()).text).toContain('这个班已经交完');
  });

  it('goes on without a clerk who left, and shows red what nobody handed over in the morning', async () => {
    await sell(world, await atCounter(house, b), 5_000);
    const owner = await of(await hire(house, '9900', 'OWNER'));
    const gone = await owner.submit(`/staff/people/${b.id}`, {}, `/staff/people/${b.id}/deactivate`);
    expectRefused(gone, '还有没交完的班');
    clock('20T23:10');
    const takes = await hands.handover(c, b);
    expectRefused(await takes.step('take-over', { reason: '', ...witness(lead) }), '请填写');
    expectRefused(await takes.step('take-over', { reason: '突发急病', ...witness(finance) }), '岗位不能授权');
    await takes.step('take-over', { reason: '突发急病', ...witness(lead) });
    expect((await takes.page()).text).toContain('由 孙悦 代交班');
    await takes.step('count', { d10000: '3', d5000: '1' });
    await takes.step('sign', { pin: PIN, floatTo: 'BAG', floatFen: '300' });
    await takes.step('acceptance', witness(lead));
    await takes.step(`bags/${await hands.bag("state = 'IN_HAND'")}/seal`, { number: 'F3', ...witness(lead) });

    clock('20T23:59');
    await openShift(house, lead, 'B');
    for (const time of ['21T00:00', '21T05:59', '21T06:00']) {
      clock(time);
      await sell(world, await atCounter(house, lead), 100);
    }
    const rows = (await (await of(finance)).get(`/shifts/${await hands.shiftOf(lead)}`)).text;
    expect(rows.match(/补录/g)).toHaveLength(1);
    expect(rows).toMatch(/06:00\s*补录/);
    clock('21T07:59');
    expect((await (await of(lead)).get('/shifts')).text).not.toContain('这个班早该交了');
    clock('21T08:00');
    expect((await (await of(lead)).get('/shifts')).text).toContain('这个班早该交了');
    expect((await (await of(other)).get('/')).text).toMatch(/李主管[^]*过点未交/);
    const absent = await hands.handover(c, lead);
    expectRefused(await absent.step('take-over', { reason: '睡过头', ...witness(lead) }), '不在场的人不能授权');
    await absent.step('take-over', { reason: '睡过头', ...witness(other) });
    await absent.step('count', { d100: '3' });
    await absent.step('sign', { pin: PIN });
    expect((await absent.step('acceptance', witness(other))).status).toBe(303);
  });

  it('counts the bags in the office, the float apart, and keeps cash no longer than its age is shown', async () => {
    clock('21T11:59');
    let office = await of(finance);
    expect((await office.get('/finance')).text).not.toContain('过期未核');
    clock('21T12:00');
    expect((await office.get('/finance')).text.match(/过期未核/g)).toHaveLength(3);
    const early = await (await of(b)).submit('/shifts', { template: 'A', ...checked }, '/shifts/open');
    expectRefused(early, '您 2026-11-20 的缴款袋 F3 财务还没有核对');
    const bagId = await hands.bag("number = 'F3'");
    const receive = (id: string, typed: Record<string, string>) => office.submit(`/finance/bags/${id}`, typed);
    const shortByFive = { d10000: '3', d2000: '2', d500: '1' };
    expectRefused(await receive(bagId, shortByFive), '与账面不符,请写明原因');
    expect((await receive(bagId, { ...shortByFive, reason: '袋内少 5 元' })).status).toBe(303);
    expect(await paper('shift-remittance')).toMatch(
      /缴款单[^]*F3[^]*营业款[^]*50\.00[^]*备用金[^]*300\.00[^]*短款[^]*5\.00[^]*345\.00[^]*财务签字/,
    );
    expect((await office.get('/finance/floats')).text).not.toContain('赵敏');
    expect((await office.get('/finance/differences')).text).toMatch(/赵敏[^]*袋内少 5 元[^]*5\.00/);
    expect((await office.get('/finance/tenders')).text).toMatch(/待核[^]*2047/);
    expect((await (await of(lead)).get('/venue/day')).text).toMatch(/还没核对的缴款袋:3 个[^]*还没存银行的现金:1 袋/);
    clock('24T09:00');
    office = await of(finance);
    expect((await office.get('/finance')).text).toContain('营业日后 4 天');
    const deposit = (number: string, chosen = `bag-${bagId}`) =>
      office.submit('/finance', { number, [chosen]: '1' }, '/finance/deposits');
    expectRefused(await deposit('ICBC9', 'bag-none'), '请至少选择一袋');
    expect((await deposit('icbc9')).status).toBe(303);
    expect(await paper('shift-deposit')).toMatch(/解款单[^]*ICBC9[^]*45\.00/);
    const late = await hands.bag("state = 'IN_HAND'");
    await receive(late, { d100: '3' });
    expectRefused(await deposit('ICBC9', `bag-${late}`), '回单号 ICBC9 已经登记过');
  });

  it('ends on a sheet that nobody changes, nor the log of who was on duty', async () => {
    const left = { d5000: '1', d2000: '2', d500: '1', d100: '4', d50: '1' };
    await (await of(finance)).submit(`/finance/bags/${await hands.bag("number = 'F2'")}`, left);
    await sealNight(house, c, await hire(house, '6001', 'SECURITY_GUARD', { name: '高强' }));
    await closeDay(house, other);
    expect(await paper('shift-day')).toMatch(
      /日结单[^]*2026-11-20[^]*A 王丽[^]*B 赵敏[^]*B 李主管[^]*微信支付[^]*200\.00/,
    );
    for (const sql of ['UPDATE duty_entry SET text = text', 'DELETE FROM duty_entry', 'DELETE FROM day_snapshot'])
      await expect(given(world, house.store.id, (tx) => tx.run(sql))).rejects.toThrow('append-only');
  });
});

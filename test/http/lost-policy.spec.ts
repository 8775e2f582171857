import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { ADULT_ID, OWNER, phone } from '../support/lost.js';
import { hire, openHouse, PIN, type House } from '../support/people.js';
import { openWorld, type AppWorld } from '../support/world.js';

const boss = { cosignStaffNo: '9001', cosignPassword: PIN };

describeOnBothDatabases('the rules of lost property are set on the page of rules', (db) => {
  let world: AppWorld;
  let house: House;
  let director: Desk;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    await hire(house, '8001', 'CLERK', { name: '王丽' });
    await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
    await hire(house, '9002', 'DUTY_SUPERVISOR', { name: '吴主管' });
    await hire(house, '7101', 'SECURITY_GUARD', { name: '雷保安' });
    await hire(house, '7001', 'RECEPTION', { name: '前台小赵' });
    await hire(house, '9900', 'VIP_CENTRE_DIRECTOR', { name: '周总监' });
    director = await signIn('9900');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, house, staffNo);

  const change = (typed: Record<string, string>) =>
    director.submit('/venue/policy', { effectiveFrom: '2026-11-20', reason: '总务处改时间', ...typed });

  it.each([
    [{ 'lostProperty.custodyDays': '0' }, '请填 1 到 30 之间的整数'],
    [{ 'lostProperty.safeMinutes': '999' }, '请填 1 到 120 之间的整数'],
    [{ 'lostProperty.holdDays.FOOD': '' }, 'is-wrong'],
    [{ 'lostProperty.officeHolidays': '2026-10-07~2026-10-01' }, '放假日请按'],
    [{ 'lostProperty.officeWorkdays': '10月10日' }, '日期'],
    [{ 'lostProperty.keepDays.claims': '7' }, '请填 30 到 3650 之间的整数'],
    [{ 'lostProperty.officeOpens': '18:00', 'lostProperty.officeCloses': '09:00' }, '总务处的上下班时间'],
  ])('refuses %j beside its field', async (typed, words) => {
    const wrong = await change(typed);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain(words);
  });

  it('keeps what the director set, and the clerk is told those minutes for the safe', async () => {
    const typed = {
      'lostProperty.custodyDays': '5',
      'lostProperty.countFrom': 'FOUND',
      'lostProperty.safeMinutes': '25',
      'lostProperty.holdDays.MEDICINE': '20',
      'lostProperty.holdDays.FOOD': '0',
      'lostProperty.officeCloses': '17:30',
      'lostProperty.officeClosedOn.1': '1',
      'lostProperty.officeHolidays': '2026-12-31~2027-01-01',
      'lostProperty.officeWorkdays': '2027-01-02',
      'lostProperty.keepDays.photos': '45',
    };
    expect((await change(typed)).status).toBe(303);
    const row = await world.one<{ value: string }>(
      'SELECT value FROM policy_version WHERE store_id = ? ORDER BY version DESC LIMIT 1',
      [house.store.id],
    );
    expect(JSON.parse(row?.value ?? '{}')).toMatchObject({
      lostProperty: {
        custodyDays: 5,
        countFrom: 'FOUND',
        safeMinutes: 25,
        officeOpens: '09:00',
        officeCloses: '17:30',
        officeClosedOn: [1, 6, 7],
        officeHolidays: ['2026-12-31', '2027-01-01'],
        officeWorkdays: ['2027-01-02'],
        keepDays: { claims: 1095, photos: 45, enquiries: 180 },
        holdDays: { MEDICINE: 20, GENERAL: 90 },
      },
    });
    const wang = await signIn('8001');
    const done = await wang.submit('/lost', { name: '手机', colour: '黑色', place: 'K08' });
    expect((await wang.follow(done)).text).toContain('请在 25 分钟内入柜');
  });

  it('shows a number to call back, and who took a thing, to those who may and in that answer alone', async () => {
    const wang = await signIn('8001');
    await wang.submit('/lost/find', { wanted: '粉色围巾', name: '周晴', phone: '13800138000' }, '/lost/enquiries');
    const list = await wang.get('/lost/enquiries');
    const caller = /\/lost\/enquiries\/[0-9a-f-]{36}\/caller/.exec(list.html)?.[0] ?? '';
    expect((await wang.submit('/lost/enquiries', {}, caller)).text).toContain('13800138000');
    expect((await wang.get('/lost/enquiries')).html).not.toContain('13800138000');
    const { location: href = '' } = await wang.submit('/lost', { name: '雨伞', colour: '蓝', place: 'K01' });
    const { location: claim = '' } = await wang.submit(`${href}/claim`, { description: '蓝色的雨伞一把' });
    const signature = JSON.stringify([
      {
        points: [
          { x: 1, y: 2 },
          { x: 30, y: 4 },
        ],
      },
    ]);
    const form = {
      signature,
      ...OWNER,
      way: 'MAIL',
      address: '杭州市中山路1号',
      courierNo: 'SF77',
      courierCost: '12.5',
      courierPaidBy: 'OWNER',
      ...boss,
    };
    const unread = await wang.submit(claim, { ...form, signature: '[]' }, `${claim}/release`);
    expect([unread.status, unread.text.includes('签字没有读到')]).toEqual([422, true]);
    expect((await wang.submit(claim, form, `${claim}/release`)).status).toBe(303);
    const closed = await wang.get(claim);
    for (const hidden of [`${claim}/claimant`, '<polyline']) expect(closed.html).not.toContain(hidden);
    for (const told of ['屏幕签字', 'SF77', '¥12.50,客人付']) expect(closed.text).toContain(told);
    expect((await wang.get(href)).html).not.toContain('SF77');
    const paper = await wang.get(/\/documents\/[0-9a-f-]{36}/.exec(closed.html)?.[0] ?? '');
    expect(paper.html).toContain('<img class="roll-picture" src="data:image/png;base64,');
    const lead = await signIn('9001');
    expect((await lead.submit(claim, { reason: '' }, `${claim}/claimant`)).status).toBe(422);
    const shown = await lead.submit(claim, { reason: '派出所来函' }, `${claim}/claimant`);
    expect(shown.text).toContain(ADULT_ID);
    expect(shown.text).toContain('李四光 13912345678');
    expect(shown.text).toContain('杭州市中山路1号');
    expect(shown.html).toContain('<polyline points="1,2 30,4">');
    expect((await lead.get(claim)).html).not.toContain(ADULT_ID);
    const noted = await world.rows<{ kind: string }>(
      "SELECT kind FROM journal_entry WHERE kind IN ('lost.reveal', 'lost.revealClaimant') AND outcome = 'NOTED' ORDER BY kind",
    );
    expect(noted.map(({ kind }) => kind)).toEqual(['lost.reveal', 'lost.revealClaimant']);
  });

  it('lies in the safe, on its list and in the hand of whoever signed for the key', async () => {
    const wang = await signIn('8001');
    const { location: href = '' } = await wang.submit('/lost', { name: '手表', colour: '银', place: 'K02' });
    await wang.submit(`${href}/safe`, { slot: 'S-1', bagNo: 'TB9', ...boss });
    const list = await wang.get('/lost/safe/sheet');
    for (const told of ['S-1', 'TB9', '银 手表', '李主管', '清点人签字']) expect(list.text).toContain(told);
    const from =
      /<option value="([0-9a-f-]{36})"[^>]*>李主管\(1 格\)/.exec((await wang.get('/lost/safe')).html)?.[1] ?? '';
    const take = (fromId: string, cosignStaffNo: string) =>
      wang.submit('/lost/safe', { fromId, cosignStaffNo, cosignPassword: PIN }, '/lost/safe/keys');
    expect((await take(from, '9001')).text).toContain('请换一位接');
    expect((await take('', '9002')).text).toContain('手里没有柜格钥匙');
    expect((await wang.follow(await take(from, '9002'))).text).toContain('1 格的钥匙已交接');
    const item = await wang.get(href);
    for (const told of ['柜格钥匙交接', '李主管 → 吴主管']) expect(item.text).toContain(told);
    expect((await (await signIn('7001')).get('/lost/safe')).html).not.toContain('/lost/safe/keys');
  });

  it('is destroyed by two people with their own PINs, on the page where it leaves the house', async () => {
    const wang = await signIn('8001');
    const { location: coat = '' } = await wang.submit('/lost', { name: '外套', colour: '灰', place: 'K04' });
    const early = await wang.get(`${coat}/leave`);
    expect(early.text).toContain('到期前不能销毁');
    expect(early.html).not.toContain(`${coat}/dispose`);
    const { location: cake = '' } = await wang.submit('/lost', { name: '蛋糕', colour: '白', place: 'K05' });
    const due = await wang.get('/lost/due');
    for (const told of ['过期,两人销毁', '白 蛋糕', 'K05', '今晚打烊后', '灰 外套']) expect(due.text).toContain(told);
    const destroy = (witnessStaffNo: string) =>
      wang.submit(
        `${cake}/leave`,
        { reason: '过期', witnessStaffNo, witnessPassword: PIN, ...boss },
        `${cake}/dispose`,
      );
    const alone = await destroy('9001');
    expect([alone.status, alone.text.includes('销毁要两个人在场')]).toEqual([409, true]);
    expect(alone.html).not.toContain(PIN);
    expect((await wang.follow(await destroy('7101'))).text).toContain('王丽 + 李主管 + 雷保安');
    expect((await (await signIn('7001')).get(`${cake}/leave`)).status).toBe(403);
  });

  it('is paused after three wrong answers, and let go on by the supervisor on its page', async () => {
    const wang = await signIn('8001');
    const { location: href = '' } = await wang.submit('/lost', { ...phone });
    const { location: claim = '' } = await wang.submit(`${href}/claim`, { description: '黑色苹果手机,屏幕裂了' });
    const form = { ...OWNER, ...boss };
    for (const answer of ['狗', '鱼', '鸟']) await wang.submit(claim, { ...form, answer }, `${claim}/release`);
    expect((await wang.submit(claim, { ...form, answer: '一只橘猫' }, `${claim}/release`)).text).toContain('暂停认领');
    const paused = await wang.get(href);
    expect(paused.html).toContain(`${href}/lift`);
    expect(paused.html).not.toContain(`${href}/claim"`);
    expect((await wang.submit(`${href}/lift`, { ...boss })).text).toContain('请填写这一项');
    expect((await wang.submit(`${href}/lift`, { reason: '有发票', ...boss })).location).toBe(href);
    expect((await (await signIn('7001')).get(`${href}/lift`)).status).toBe(403);
    expect((await wang.get(href)).html).not.toContain(`${href}/lift`);
  });

  it('is not in its place: said on its page and seen on every list until it is found', async () => {
    const wang = await signIn('8001');
    const { location: href = '' } = await wang.submit('/lost', { name: '帽子', colour: '红', place: 'K06' });
    expect((await wang.submit(href, { note: '' }, `${href}/missing`)).text).toContain('请填写这一项');
    const missed = await wang.follow(await wang.submit(href, { note: '抽屉里没有' }, `${href}/missing`));
    for (const told of ['少了:不在原处', '抽屉里没有']) expect(missed.text).toContain(told);
    expect((await wang.get('/lost/due')).text).toContain('少了,请查找');
    await wang.submit(href, {}, `${href}/found`);
    expect((await wang.get('/lost/due')).text).not.toContain('少了,请查找');
  });
});

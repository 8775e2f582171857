import { blanks, holderOf, KNOWN_ID, member, OTHER_ID, topUpTold } from '../support/cards.js';
import { describeOnSqlite } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, openShift } from '../support/shifts.js';
import { ticked } from '../support/venue.js';
import { type AppWorld, openWorld } from '../support/world.js';

const SEEN = { adult: 'DOCUMENT_SEEN', documentNumber: KNOWN_ID, birthDate: '1990-03-07', duplicateChecked: '1' };

describeOnSqlite('cards at the desk', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Colleague;
  let clerk: Desk;
  let lead: Desk;
  let usher: Desk;
  const deskOf = (person: Colleague) => Desk.of(world, house, person);
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    wang = await hire(house, '8001', 'CLERK', { name: '王丽' });
    clerk = await deskOf(wang);
    lead = await deskOf(await hire(house, '8002', 'CUSTOMER_SERVICE_MANAGER', { name: '陈晨' }));
    await hire(house, '9001', 'FINANCE');
    usher = await deskOf(await hire(house, '8005', 'USHER'));
    await openShift(house, wang);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const guest = async (values = {}) => member(world, await atCounter(house, wang), values);

  it('are counted into stock by two, sold from it, and counted again', async () => {
    const delivery = { kindCode: 'MEMBER', numbers: '8811990001-8811990003', source: '制卡厂', place: 'DESK' };
    const wrong = await lead.submit('/card-stock/receipts', {
      ...delivery,
      cosignStaffNo: '9001',
      cosignPassword: '1',
    });
    expect(wrong.status).toBe(422);
    const signed = { ...delivery, cosignStaffNo: '9001', cosignPassword: PIN };
    const done = await lead.follow(await lead.submit('/card-stock/receipts', signed));
    expect(done.text).toContain('已入库 3 张');
    expect(done.text).toContain('8811990001 – 8811990003');
    expect((await clerk.get('/card-stock/receipts')).status).toBe(403);
    const counted = await clerk.submit('/card-stock/counts', { kindCode: 'MEMBER', counted: '2' });
    expect(counted.status).toBe(422);
    expect(counted.text).toContain('请复点一次');
    expect((await clerk.submit('/card-stock/counts', { kindCode: 'MEMBER', counted: '3' })).status).toBe(303);
    const spoilt = await clerk.submit('/card-stock/voids', { numbers: '8811990003', reason: 'DAMAGED' });
    expect((await clerk.follow(spoilt)).text).toContain('已作废 1 张');
    await blanks(house, 'MEMBER', '8811000001-8811000050\n8866000001-8866000050');
  });

  it('are reported lost from the page of the member, found by person, and swiped nowhere afterwards', async () => {
    const { membershipId, cardId, cardNo } = await guest();
    const page = await clerk.get(`/members/${membershipId}`);
    expect(page.html).toContain(`/cards/${cardId}/loss`);
    const wrong = await clerk.submit(`/cards/${cardId}/loss`, { proof: 'PHONE_TAIL', phoneTail: '0000' });
    expect(wrong.status).toBe(422);
    const done = await clerk.submit(`/cards/${cardId}/loss`, { proof: 'NAME_SAID' });
    expect(done.location).toBe(`/cards/of/${membershipId}`);
    const life = await clerk.follow(done);
    expect(life.text).toContain('已挂失');
    expect(life.text).not.toContain(cardNo);
    expect((await clerk.submit(`/cards/${cardId}/loss`, { proof: 'NAME_SAID' })).status).toBe(409);
    const swiped = await clerk.get(`/top-ups/${membershipId}`);
    expect(swiped.text).toContain('此卡已挂失停用,请通知当班主管。请留意持卡人');
  });

  it('are replaced once, however often Enter is pressed', async () => {
    const { cardId, membershipId } = await guest(SEEN);
    const form = await clerk.get(`/cards/${cardId}/replacement`);
    const key = /name="requestKey" value="([^"]+)"/.exec(form.html)?.[1] ?? '';
    const typed = { requestKey: key, documentNumber: KNOWN_ID, cardNo: '8866000001' };
    const [one, two] = [
      await clerk.post(`/cards/${cardId}/replacement`, typed),
      await clerk.post(`/cards/${cardId}/replacement`, typed),
    ];
    expect([one.status, two.status]).toContain(303);
    expect(await world.one('SELECT COUNT(*) AS n FROM card WHERE membership_id = ?', [membershipId])).toEqual({ n: 2 });
  });

  it("are frozen, and opened on the supervisor's own screen", async () => {
    const { cardId, membershipId } = await guest(SEEN);
    expect((await clerk.submit(`/cards/${cardId}/freeze`, { reason: 'FRAUD' })).status).toBe(422);
    await clerk.submit(`/cards/${cardId}/freeze`, { reason: 'FRAUD', note: '持卡人说不出姓名' });
    expect((await clerk.get(`/cards/of/${membershipId}`)).text).toContain('已冻结(疑似盗用)');
    expect((await clerk.get(`/cards/${cardId}/reopening`)).text).toContain('客人不必到场');
    const asked = await clerk.submit(`/cards/${cardId}/reopening`, { note: '已查清,是误会' });
    expect((await clerk.follow(asked)).text).toContain('等待授权');
    const request = await world.one<{ id: string }>('SELECT request_id AS id FROM open_approval');
    const path = `/approvals/${request?.id}`;
    const document = await lead.get(path);
    expect(document.text).toContain('已查清,是误会');
    await lead.submit(path, { cosignPassword: PIN }, `${path}/approval`);
    expect((await holderOf(world, membershipId)).frozenReason).toBeNull();
  });

  it('of a tier wait on the desk until they are handed over with their benefits', async () => {
    await blanks(house, 'VIP', '8855000001-8855000003');
    const { membershipId } = await guest();
    await topUpTold(house, membershipId, { topUpFen: 300_000 });
    expect((await clerk.get('/')).text).toContain('贵宾卡');
    const row = await world.one<{ id: string }>('SELECT id FROM card_handover WHERE membership_id = ?', [membershipId]);
    const path = `/card-handovers/${row?.id}`;
    expect((await clerk.get('/card-handovers')).html).toContain(path);
    expect((await clerk.submit(path, { cardNo: '8855000001', oldCard: 'TAKEN_BACK' }, path)).status).toBe(422);
    const done = await clerk.submit(path, { cardNo: '8855000001', oldCard: 'TAKEN_BACK', explained: '1' }, path);
    expect((await clerk.follow(done)).text).toContain('已发放');
    expect((await holderOf(world, membershipId)).kindCode).toBe('VIP');
    expect((await clerk.post(`/cards/of/${membershipId}/tier`, { requestKey: 'k' })).status).toBe(403);
    const lowered = await lead.submit(
      `/cards/of/${membershipId}`,
      { tier: 'ORDINARY', reason: '充值撤销' },
      `/cards/of/${membershipId}/tier`,
    );
    expect(lowered.status).toBe(303);
    expect((await clerk.get(path)).text).toContain('请收回这张卡');
  });

  it('are sold to a company on one list, and each is activated by its holder', async () => {
    const typed = { unitName: '星海贸易', creditCode: '91350100M000100Y43', kindCode: 'MEMBER', tender: 'TRANSFER' };
    const agent = { agentName: '周正', agentPhone: '13900001234', agentDocument: OTHER_ID, charterSigned: '1' };
    const list = '8866000041 钱一 13711110001\n8866000042 钱二 13711110002';
    const asked = await clerk.submit('/unit-cards/new', { ...typed, ...agent, list });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('共 2 张,办卡费合计 400.00 元');
    expect(asked.html).toContain('name="shownFee" value="40000"');
    const stale = await clerk.submit('/unit-cards/new', { ...typed, ...agent, list, shownFee: '20000' });
    expect(stale.text).toContain('核对后再确认一次');
    const sold = await clerk.submit('/unit-cards/new', { ...typed, ...agent, list, shownFee: '40000' });
    const sale = await clerk.follow(sold);
    expect(sale.text).toContain('其中 2 张还没激活');
    expect(sale.html).not.toContain('8866000041');
    expect((await clerk.get(`/unit-top-ups?sale=${sold.location?.split('/').at(-1)}`)).text).toContain('8866000042');
    expect((await clerk.get('/unit-top-ups?sale=no-such')).status).toBe(404);
    const holder = await world.one<{ cardId: string; membershipId: string }>(
      "SELECT id AS card_id, membership_id FROM card WHERE card_no = '8866000042'",
    );
    const path = `/cards/${holder?.cardId}/activation`;
    expect((await clerk.get(`/cards/of/${holder?.membershipId}`)).html).toContain(path);
    const shown = { documentNumber: KNOWN_ID, phone: '13711110002', nameSeen: '1', privacy: '1', charterSigned: '1' };
    expect((await clerk.submit(path, { ...shown, privacy: '' })).text).toContain('告知');
    expect((await clerk.follow(await clerk.submit(path, shown))).text).toContain('持卡人核对证件,激活');
    const undone = { reason: '卡号抄错', cosignStaffNo: '8002', cosignPassword: PIN };
    const left = await clerk.follow(await clerk.submit(sold.location ?? '', undone, `${sold.location}/undo`));
    expect(left.text).toContain('已撤销 1 张 · 退 200.00');
    expect(left.html).toContain('/unit-top-ups?sale');
    const one = { ...typed, ...agent, list: '8866000043 钱三 13711110003', shownFee: '20000' };
    const wrong = (await clerk.submit('/unit-cards/new', one)).location ?? '';
    const whole = await clerk.follow(await clerk.submit(wrong, undone, `${wrong}/undo`));
    expect(whole.html).not.toContain('/unit-top-ups?sale');
    const lists = await clerk.get('/unit-cards');
    for (const words of ['星海贸易', '已撤销 1 张']) expect(lists.text).toContain(words);
  });

  it('answer no stranger: no address of another kind, no role without the right, no text that breaks the page', async () => {
    const { cardId } = await guest();
    for (const path of ['/cards/of/no-such-member', '/cards/no-such-card/loss', '/card-handovers/no-such'])
      expect((await clerk.get(path)).status).toBe(404);
    expect((await usher.get(`/cards/${cardId}/loss`)).status).toBe(403);
    expect((await usher.post(`/cards/${cardId}/freeze`, { requestKey: 'k' })).status).toBe(403);
    const hostile = { proof: 'NAME_SAID', note: '<script>alert(1)</script>'.repeat(20) };
    expect((await clerk.submit(`/cards/${cardId}/loss`, hostile)).status).toBe(422);
    const numbers = { kindCode: 'MEMBER', numbers: '8800000000-8899999999', source: 'x', place: 'DESK' };
    expect((await lead.submit('/card-stock/receipts', numbers)).status).toBe(422);
  });

  it('are held by a charter without void clauses, and a policy that says the same', async () => {
    const director = await deskOf(await hire(house, '1001', 'VIP_CENTRE_DIRECTOR'));
    const charter = { effectiveFrom: '2026-11-21', text: '办卡费300元。本卡最终解释权归本店所有。' };
    const refused = await director.submit('/venue/charter', charter);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('最终解释权');
    expect(refused.text).toContain('办卡费:章程写 300.00 元,规则是 200.00 元');
    expect((await director.get('/venue/charter')).text).toContain('风险提示');
    const published = { effectiveFrom: '2026-11-20', text: '办卡费300元。预付有风险。', ...ticked('预付有风险') };
    expect((await director.submit('/venue/charter', published)).status).toBe(303);
    const saved = await director.submit('/venue/policy', {
      effectiveFrom: '2026-11-20',
      reason: '补卡收工本费',
      'cards.replacementFeeFen': '20',
    });
    expect((await director.follow(saved)).text).toContain('章程里有 1 处金额与规则不一致');
    const over = await director.submit('/venue/policy', {
      effectiveFrom: '2026-11-20',
      reason: '金卡单次一万',
      'cards.tiers.GOLD.by': 'SINGLE',
    });
    expect(over.status).toBe(422);
    expect(over.text).toContain('永远达不到');
  });
});

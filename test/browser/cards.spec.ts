import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { uuidv7 } from 'uuidv7';
import { SellUnitCards } from '../../src/cards/unit/sell-unit-cards.js';
import { blanks, holderOf, KNOWN_ID, member, OTHER_ID, sellUnnamed, topUpTold } from '../support/cards.js';
import { barriersOn } from '../support/barriers.js';
import { openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

const SEEN = { adult: 'DOCUMENT_SEEN', documentNumber: KNOWN_ID, birthDate: '1990-03-07' };

describeOnSqlite('cards in the browser', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Colleague;
  let lead: Colleague;
  let saleId: string;
  let issued: { id: string } | undefined;
  let guest: { membershipId: string; cardId: string; cardNo: string };
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    lead = await hire(house, '8802', 'CUSTOMER_SERVICE_MANAGER', { name: '陈晨' });
    await openShift(house, wang);
    const desk = await atCounter(house, wang);
    guest = await member(world, desk, { ...SEEN, cardNo: '8801000001' });
    await blanks(house, 'MEMBER', '8802000001-8802000009');
    await blanks(house, 'VIP', '8855000001-8855000009');
    await topUpTold(house, guest.membershipId, { topUpFen: 300_000 });
    const agent = { name: '周正', phone: '13900001234', documentType: 'RESIDENT_ID', birthDate: '' };
    const sold = await world.get(SellUnitCards).sell(desk, uuidv7(), {
      unitName: '星海贸易',
      creditCode: '91350100M000100Y43',
      kindCode: 'MEMBER',
      received: '',
      duplicateChecked: false,
      charterSigned: true,
      tender: 'TRANSFER',
      shownFeeFen: 20_000,
      agent: { ...agent, documentNumber: OTHER_ID },
      list: '8802000001 张三 13711110001',
    });
    saleId = sold.saleId;
    issued = await world.one("SELECT id FROM card WHERE state = 'ISSUED'");
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function openedBy(person: Colleague, locale: 'zh-CN' | 'en', theme: 'dark' | 'light') {
    const counter = await openBrowser({ locale, theme });
    const url = await world.listen();
    const value = await world.get(SessionStore).create(person.id, house.terminal.id);
    const english = locale === 'en' ? [{ name: 'lang', value: 'en', url }] : [];
    await counter.context.addCookies([{ name: SESSION_COOKIE, value, url }, ...english]);
    const page = await counter.newPage();
    return { counter, page, go: (path: string) => page.goto(`${url}${path}`) };
  }

  it.each([
    ['zh-CN', 'dark'],
    ['en', 'light'],
  ] as const)('show their pages without a fault in %s, %s', async (locale, theme) => {
    const { counter, page, go } = await openedBy(lead, locale, theme);
    const handover = await world.one<{ id: string }>('SELECT id FROM card_handover');
    const act = (name: string) => `/cards/${guest.cardId}/${name}`;
    const due = [`/card-handovers/${handover?.id}`, `/cards/of/${guest.membershipId}`];
    const stops = ['loss', 'freeze', 'replacement', 'transfer'].map(act);
    const often = ['/card-stock', '/card-stock/receipts', '/card-stock/counts', ...due, ...stops];
    const unit = ['/unit-cards', '/unit-cards/new', `/unit-cards/${saleId}`, `/cards/${issued?.id}/activation`];
    const seldom = [...unit, '/card-stock/moves', '/card-stock/voids', act('exchange'), act('closing')];
    // both themes draw the same pieces: each page is looked at once
    const paths = locale === 'en' ? seldom : often;
    for (const path of paths) {
      await go(path);
      expect([path, await barriersOn(page)]).toEqual([path, []]);
    }
    await counter.close();
  });

  it('hand a VIP card over, stop it by telephone and replace it, with the keyboard alone', async () => {
    const { counter, page, go } = await openedBy(wang, 'zh-CN', 'dark');
    const hands = new Hands(page);
    await go('/');
    const handover = await world.one<{ id: string }>('SELECT id FROM card_handover');
    hands.guestSpeaks();
    await hands.take(`a[href="/card-handovers/${handover?.id}"]`, /\/card-handovers\//);
    await hands.tick('explained');
    await hands.type('8855000001', '[name=cardNo]');
    await hands.enter(/\/cards\/of\//);
    expect(hands.count).toBeLessThanOrEqual(5);
    const vip = await holderOf(world, guest.membershipId);
    expect(vip.kindCode).toBe('VIP');

    await go(`/members/${guest.membershipId}`);
    hands.guestSpeaks();
    await hands.take(`a[href="/cards/${vip.cardId}/loss"]`, /\/loss$/);
    await hands.choose('proof', 'NAME_SAID');
    await hands.enter(/\/cards\/of\//);
    expect(hands.count).toBeLessThanOrEqual(4);
    await page.locator('text=已挂失').first().waitFor();

    hands.guestSpeaks();
    await hands.take(`a[href="/cards/${vip.cardId}/replacement"]`, /\/replacement$/);
    await hands.type(KNOWN_ID, '[name=documentNumber]');
    await hands.type('8855000002', '[name=cardNo]');
    await hands.enter(/\/cards\/of\//);
    expect(hands.count).toBeLessThanOrEqual(4);
    expect(await holderOf(world, guest.membershipId)).toMatchObject({ cardNo: '8855000002', cardState: 'ACTIVE' });
    await counter.close();
  });

  it('sell cards to a company on one list, and activate one for its holder, with the keyboard alone', async () => {
    const { counter, page, go } = await openedBy(wang, 'en', 'light');
    const hands = new Hands(page);
    await go('/enrolments');
    await hands.take('a[href="/unit-cards"]', /\/unit-cards$/);
    await hands.take('a[href="/unit-cards/new"]', /\/unit-cards\/new$/);
    await hands.type('Blue Sea Trading', '[name=unitName]');
    await hands.type('91350100M000100Y43', '[name=creditCode]');
    await hands.type('Zhou Zheng', '[name=agentName]');
    await hands.type('13900001234', '[name=agentPhone]');
    await hands.type(OTHER_ID, '[name=agentDocument]');
    await hands.tick('charterSigned');
    await hands.type('8802000002 Li Lei 13711110002\n8802000003 Han Mei 13711110003', '[name=list]');
    await hands.choose('tender', 'TRANSFER');
    await hands.enter(/\/unit-cards\/new$/);
    await page.getByText('2 cards, fee ¥400.00 in all').waitFor();
    await hands.reach('[name=tender]');
    await hands.enter(/\/unit-cards\/[0-9a-f-]{36}$/);
    await page.getByText('2 cards, 2 not activated yet').waitFor();
    const card = await world.one<{ id: string; membershipId: string }>(
      "SELECT id, membership_id FROM card WHERE card_no = '8802000002'",
    );
    await hands.take(`a[href="/cards/of/${card?.membershipId}"]`, /\/cards\/of\//);
    hands.guestSpeaks();
    await hands.take(`a[href="/cards/${card?.id}/activation"]`, /\/activation$/);
    await hands.type('11010519491231002X', '[name=documentNumber]');
    await hands.type('13711110002', '[name=phone]');
    for (const box of ['nameSeen', 'privacy', 'charterSigned']) await hands.tick(box);
    await hands.enter(/\/cards\/of\//);
    expect(hands.count).toBeLessThanOrEqual(7);
    expect((await holderOf(world, card?.membershipId ?? '')).cardState).toBe('ACTIVE');
    await counter.close();
  });

  it('count blanks and freeze a card at once, with the keyboard alone', async () => {
    const { counter, page, go } = await openedBy(wang, 'en', 'dark');
    const hands = new Hands(page);
    await go('/card-stock/counts');
    const lies = await world.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM card WHERE state = 'STOCK' AND kind_code = 'MEMBER'",
    );
    await hands.type(String(lies?.n), '[name=counted]');
    await hands.enter(/\/card-stock$/);
    await page.getByText(`${lies?.n}`).first().waitFor();
    const { cardId, membershipId } = await holderOf(world, guest.membershipId);
    await go(`/cards/of/${membershipId}`);
    hands.guestSpeaks();
    await hands.take(`a[href="/cards/${cardId}/freeze"]`, /\/freeze$/);
    await hands.choose('reason', 'FRAUD');
    await hands.type('does not know the name', '[name=note]');
    await hands.enter(/\/cards\/of\//);
    expect(hands.count).toBeLessThanOrEqual(4);
    expect((await holderOf(world, membershipId)).frozenReason).toBe('FRAUD');
    await counter.close();
  });

  it('sell a card that names nobody once the house does, with the keyboard alone', async () => {
    const { counter, page, go } = await openedBy(wang, 'zh-CN', 'light');
    await sellUnnamed(house);
    await blanks(house, 'UNNAMED', '8857000001');
    const hands = new Hands(page);
    await go('/top-ups');
    hands.guestSpeaks();
    await hands.take('a[href="/unnamed-cards"]', /\/unnamed-cards$/);
    expect(await barriersOn(page)).toEqual([]);
    await hands.type('8857000001', '[name=cardNo]');
    await hands.type('500', '[name=amount]');
    await hands.enter(/\/top-ups\/acts\//);
    expect(hands.count).toBeLessThanOrEqual(4);
    await page.getByText('余额 500.00 元').waitFor();
    await page.getByRole('heading', { name: '售卡完成' }).waitFor();
    await page.getByRole('link', { name: '售卡单' }).click();
    await page.getByText('不挂失、不补卡').first().waitFor();
    for (const copy of ['客户联', '商户联']) expect(await page.locator('main').innerText()).toContain(copy);
    await counter.close();
  });
});

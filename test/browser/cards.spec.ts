import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { blanks, holderOf, KNOWN_ID, member, topUpTold } from '../support/cards.js';
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
  let guest: { membershipId: string; cardId: string; cardNo: string };
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    lead = await hire(house, '8802', 'CUSTOMER_SERVICE_MANAGER', { name: '陈晨' });
    await openShift(house, wang);
    guest = await member(world, await atCounter(house, wang), { ...SEEN, cardNo: '8801000001' });
    await blanks(house, 'MEMBER', '8802000001-8802000009');
    await blanks(house, 'VIP', '8855000001-8855000009');
    await topUpTold(house, guest.membershipId, { topUpFen: 300_000 });
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function openedBy(person: Colleague, locale: 'zh-CN' | 'en', theme: 'dark' | 'light') {
    const counter = await openBrowser({ locale, theme });
    const url = await world.listen();
    const value = await world.get(SessionStore).create(person.id, house.terminal.id);
    await counter.context.addCookies([{ name: SESSION_COOKIE, value, url }]);
    const page = await counter.newPage();
    return { counter, page, go: (path: string) => page.goto(`${url}${path}`) };
  }

  const faultsOf = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  };

  it.each([
    ['zh-CN', 'dark'],
    ['en', 'light'],
  ] as const)('show their pages without a fault in %s, %s', async (locale, theme) => {
    const { counter, page, go } = await openedBy(lead, locale, theme);
    const handover = await world.one<{ id: string }>('SELECT id FROM card_handover');
    const acts = ['loss', 'freeze', 'replacement', 'transfer'].map((act) => `/cards/${guest.cardId}/${act}`);
    const stock = ['/card-stock', '/card-stock/receipts', '/card-stock/counts'];
    const paths = [...stock, `/card-handovers/${handover?.id}`, `/cards/of/${guest.membershipId}`, ...acts];
    for (const path of paths) {
      await go(path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
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

    await hands.take(`a[href="/cards/${vip.cardId}/replacement"]`, /\/replacement$/);
    await hands.type(KNOWN_ID, '[name=documentNumber]');
    await hands.type('8855000002', '[name=cardNo]');
    await hands.enter(/\/cards\/of\//);
    expect(await holderOf(world, guest.membershipId)).toMatchObject({ cardNo: '8855000002', cardState: 'ACTIVE' });
    await counter.close();
  });
});

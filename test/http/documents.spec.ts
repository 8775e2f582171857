import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { type Colleague, given, hire, type House, openHouse, PASSWORD } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('a stored paper', (db) => {
  let world: AppWorld;
  let house: House;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
  });
  afterAll(() => world.close());

  async function signedIn({ terminalToken }: House, { staffNo }: Colleague): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, terminalToken);
    await desk.submit('/sign-in', { staffNo, password: PASSWORD });
    return desk;
  }

  it('is printed once, and again as 补打 with its reason', async () => {
    const id = await given(
      world,
      house.store.id,
      async (tx) =>
        (
          await world.get(DocumentsService).create(tx, {
            kind: 'gift-return',
            prefix: 'LT',
            copies: [
              { name: 'customer', heading: '【客户联】' },
              { name: 'merchant', heading: '【商户联】' },
            ],
            personId: null,
            printerId: null,
            compose: () => new Receipt().heading('果盘'),
          })
        ).id,
      house.businessDate,
    );
    const desk = await signedIn(house, await hire(house, '8801', 'CLERK', { name: '王丽' }));
    expect((await desk.get(`/documents/${id}/paper`)).status).toBe(404);
    const first = await desk.submit(`/documents/${id}`, {}, `/documents/${id}/prints`);
    expect((await desk.follow(first)).html).toContain('data-print-now');
    const bare = await desk.submit(`/documents/${id}`, { reason: ' ' }, `/documents/${id}/reprints`);
    expect(bare.text).toContain('请写明补打原因');
    const again = await desk.submit(
      `/documents/${id}`,
      { reason: '卡纸', copy: 'merchant' },
      `/documents/${id}/reprints`,
    );
    expect(again.location).toBe(`/documents/${id}/paper?reprint=1`);
    const paper = await desk.follow(again);
    expect(paper.text).toContain('补打 1');
    expect(paper.text).toContain('卡纸');
    expect(paper.text).not.toContain('客户联');
    const other = await openHouse(world, { name: '星河KTV 天河店' });
    const there = await hire(other, '9901', 'CLERK');
    const stranger = await signedIn(other, there);
    expect((await stranger.get(`/documents/${id}`)).status).toBe(404);
  });
});

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBooks } from '../../src/cli/verify-books.js';
import { eraseDemo, holdsDemo, makeInPlace } from '../../src/demo/demo-folder.js';
import { EXACT_CARD, RICH_CARD } from '../../src/demo/demo-members.js';
import { makeDemo } from '../../src/demo/make-demo.js';
import { openHouse } from '../../src/cli/open-house.js';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { GiftsQueries } from '../../src/gifts/gifts.queries.js';
import { Reader } from '../../src/platform/database/reader.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { PointsOf } from '../../src/points/points-of.js';
import { readSettings, type Settings } from '../../src/platform/settings/settings.js';
import { Lots } from '../../src/stored-value/lots.js';
import { StoresService } from '../../src/venue/stores.service.js';
import { scratchFolder } from '../support/templates.js';
import { instant } from '../support/world.js';

const now = instant('2026-11-22T10:30');

function settingsIn(name: string, demo = true): Settings {
  const folder = join(scratchFolder(), name);
  mkdirSync(folder, { recursive: true });
  return readSettings({ KTV_DATA_DIR: join(folder, 'data'), KTV_KEY_FILE: join(folder, 'k.key') }, { demo });
}

describe('the demo', () => {
  const settings = settingsIn('demo');

  it('tells its nights and leaves books that balance', async () => {
    await makeInPlace(settings, (making) => makeDemo(making, now, { nights: 3, members: 300, weeks: 3 }));
    const report = await verifyBooks(settings);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(holdsDemo(settings.dataDir)).toBe(true);
  });

  it('keeps what the README promises', async () => {
    const house = await openHouse(settings, 'reading');
    const db = house.get(Reader);
    const find = (cardNo: string) => house.get(CardLookup, { strict: false }).byNumber(db, cardNo);
    const points = house.get(PointsOf, { strict: false });
    expect(await points.balance(db, (await find(RICH_CARD))!.membershipId)).toBeGreaterThanOrEqual(10_000);
    expect(await points.balance(db, (await find(EXACT_CARD))!.membershipId)).toBe(100);
    const left = async (cardNo: string) =>
      (await house.get(Lots, { strict: false }).open(db, (await find(cardNo))!.membershipId)).map((lot) => [
        lot.principalLeft,
        lot.bonusLeft,
      ]);
    expect(await left('8800000003')).toEqual([[10_000, 0]]);
    expect(await left('8800000004')).toEqual([[300_000, 60_000]]);
    const [store] = await house.get(StoresService, { strict: false }).stores(db);
    const offer = (code: string) =>
      house.get(GiftsQueries, { strict: false }).offerByCode(db, store!.id, code, '2026-11-22');
    expect(await offer('DEMO-CUP')).toMatchObject({ pointsPrice: 100 });
    expect((await offer('DEMO-CUP'))!.left).toBeGreaterThan(100);
    expect(await offer('DEMO-LAST')).toMatchObject({ pointsPrice: 100, left: 1 });
    await house.close();
  });

  it('says of itself that it is one, whoever serves it', () => {
    const served = readSettings({ KTV_DATA_DIR: settings.dataDir, KTV_KEY_FILE: settings.keyFile });
    expect(served.demo).toBe(true);
  });

  it('is not erased while it is served, and then is', async () => {
    const server = await openDatabase(settings, now);
    expect(() => eraseDemo(settings)).toThrow(/another server is running/);
    await server.writer.close();
    server.lock?.release();
    eraseDemo(settings);
    expect(existsSync(settings.dataDir)).toBe(false);
  });

  it('never erases, fills or serves anything else', async () => {
    const real = settingsIn('real', false);
    const opened = await openDatabase(real, now);
    await opened.writer.close();
    opened.lock?.release();
    expect(() => eraseDemo(real)).toThrow(/is not a demo: it is left as it is/);
    const papers = settingsIn('papers');
    mkdirSync(papers.dataDir);
    writeFileSync(join(papers.dataDir, 'thesis.txt'), 'years of work');
    expect(() => eraseDemo(papers)).toThrow(/is not a demo/);
    expect(() => holdsDemo(papers.dataDir)).toThrow(/is not a demo/);
  });
});

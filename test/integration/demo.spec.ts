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
/** Thirty nights take a quarter of a minute; a machine that is busy elsewhere gets its time. */
const MAKING_MS = 400_000;

function settingsIn(name: string, demo = true): Settings {
  const folder = join(scratchFolder(), name);
  mkdirSync(folder, { recursive: true });
  return readSettings({ KTV_DATA_DIR: join(folder, 'data'), KTV_KEY_FILE: join(folder, 'k.key') }, { demo });
}

describe('the demo', () => {
  const settings = settingsIn('demo');

  it(
    'tells its nights and leaves books that balance',
    async () => {
      await makeInPlace(settings, (making) => makeDemo(making, now, { nights: 30, members: 200, weeks: 2 }));
      const report = await verifyBooks(settings);
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(holdsDemo(settings.dataDir)).toBe(true);
    },
    MAKING_MS,
  );

  it('keeps what the README promises', async () => {
    const house = await openHouse(settings, 'reading');
    const db = house.get(Reader);
    const count = async (from: string) => (await db.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))!.n > 0;
    const invoiced = [
      "invoice_desk d JOIN terminal t ON t.desk_id = d.desk_id WHERE d.mode = 'PAPER'",
      "invoice_desk d JOIN terminal t ON t.desk_id = d.desk_id WHERE d.mode = 'DIGITAL'",
      "invoice WHERE item = 'PREPAID'",
      "invoice WHERE item = 'FEE'",
      "invoice_number WHERE state = 'LOST'",
      "invoice_number WHERE state = 'VOID'",
      "invoice_change WHERE kind = 'RED'",
      "invoice_refund_wait WHERE state = 'WAITING'",
      "refund_line n JOIN refund_standing w ON w.refund_id = n.refund_id WHERE w.state = 'PAYABLE' AND n.amount_fen > 0",
      'spend s JOIN spend o ON o.card_id = s.card_id AND o.business_date = s.business_date JOIN slip a ON a.slip_no = s.slip_no ' +
        'JOIN slip b ON b.slip_no = o.slip_no WHERE a.room_no <> b.room_no',
      'proof_check WHERE note IS NOT NULL',
      'proof_check WHERE note IS NULL',
    ];
    for (const from of invoiced) expect([from, await count(from)]).toEqual([from, true]);
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

  it('tells a month of shifts, and in it each thing that a counter lives through', async () => {
    const house = await openHouse(settings, 'reading');
    const list = async (sql: string) =>
      (await house.get(Reader).rows<{ is: string | number }>(sql)).map(({ is }) => is);
    expect(await list('SELECT DISTINCT kind AS "is" FROM drawer_act ORDER BY kind')).toEqual(
      ['counterfeit', 'dropped', 'floatDrawn', 'floatPassed', 'floatReturned', 'roundedDown'].map(
        (act) => `shifts.${act}`,
      ),
    );
    expect(await list('SELECT count(*) AS "is" FROM shift GROUP BY business_date ORDER BY business_date')).toEqual(
      expect.arrayContaining([1, 2, 3]),
    );
    const told: Readonly<Record<string, string>> = {
      'thirty nights and tonight': 'SELECT count(DISTINCT business_date) - 30 AS "is" FROM shift',
      'a float that came short': 'SELECT count(*) AS "is" FROM drawer_act WHERE asked_fen > amount_fen',
      'a drawer that was over': 'SELECT count(*) AS "is" FROM handover_sheet WHERE over_fen > 0',
      'one that was short': 'SELECT count(*) AS "is" FROM handover_sheet WHERE short_fen > 0',
      'one that the supervisor signed': 'SELECT count(*) AS "is" FROM handover_sheet WHERE approved_by IS NOT NULL',
      'a payment that was a picture': `SELECT count(*) AS "is" FROM ledger_account WHERE kind = 'tender.short'`,
      'a clerk who refused': `SELECT count(*) AS "is" FROM shift_step WHERE action = 'refuse'`,
      'one who was gone': 'SELECT count(*) AS "is" FROM shift WHERE taken_over_by IS NOT NULL',
      'a night that nobody ended in time': `SELECT count(*) AS "is" FROM shift WHERE closed_at - opened_at > 13 * 3600000`,
      'a bag that was short': `SELECT count(*) AS "is" FROM cash_bag WHERE received_fen < takings_fen + float_fen`,
      'one that waits for Finance': `SELECT count(*) AS "is" FROM cash_bag WHERE state = 'SEALED'`,
      'day sheets that the supervisor closed':
        'SELECT count(*) AS "is" FROM day_snapshot n JOIN staff s ON s.id = n.closed_by',
      'a thing whose owner had points for the bill of that room': `SELECT count(*) AS "is" FROM lost_item i
        JOIN slip s ON s.room_no = i.place AND s.settled_at BETWEEN i.found_at - 16 * 3600000 AND i.found_at + 2 * 3600000
        JOIN points_confirmation p ON p.slip_id = s.id WHERE i.state = 'REGISTERED'`,
      'cash that is at the bank': 'SELECT count(*) AS "is" FROM bank_deposit',
    };
    const missing = await Promise.all(
      Object.entries(told).map(async ([what, sql]) => ((await list(sql))[0] === 0 ? [what] : [])),
    );
    expect(missing.flat()).toEqual([]);
    const states =
      'AWAITING_SAFE CLAIMED DISPOSED EVIDENCE GENERAL_AFFAIRS MAILED MISSING POLICE REGISTERED SAFE VIP_CUSTODY WITHDRAWN';
    expect(await list('SELECT DISTINCT state AS "is" FROM lost_item ORDER BY state')).toEqual(states.split(' '));
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

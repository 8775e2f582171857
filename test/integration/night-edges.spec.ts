import { uuidv7 } from 'uuidv7';
import { booksHeldBy } from '../../src/invoices/books/book-rows.js';
import { SpoilSheets } from '../../src/invoices/books/spoil-sheets.js';
import { PlatformLists } from '../../src/invoices/platform/platform-lists.js';
import { InvoiceHandover } from '../../src/night/invoice-handover.js';
import { untouchedBooks } from '../../src/night/invoice-rows.js';
import { MatchNight } from '../../src/night/match-night.service.js';
import { Proofs } from '../../src/night/proofs.js';
import { SealNight } from '../../src/night/seal-night.service.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import type { HandedShift } from '../../src/venue/handover-parts.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { StoresService } from '../../src/venue/stores.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { digital, issue, openInvoiceNight, platformNo, settled } from '../support/invoices.js';
import {
  byPin,
  closeDay,
  drawBook,
  endShift,
  matchNight,
  openDay,
  sealForm,
  sealNight,
  workShift,
} from '../support/night.js';
import { at, type Colleague, given, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, cosigned, openShift, sheet } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const agreed = { typed: {}, verdict: 'NONE', problem: '', pin: PIN } as const;
const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('at the seams of a night', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let guard: Colleague;
  let nights = 0;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    nights += 1;
    world.clock.setTo('2026-11-20T12:00:00+08:00');
    house = await openHouse(world);
    a = await hire(house, `A${nights}0`, 'CLERK', { name: '王丽' });
    b = await hire(house, `B${nights}0`, 'CLERK', { name: '赵敏' });
    lead = await hire(house, `L${nights}0`, 'DUTY_SUPERVISOR', { name: '李主管' });
    guard = await hire(house, `G${nights}0`, 'SECURITY_GUARD', { name: '高强' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const match = (who: Colleague, change: object = {}) =>
    world.get(MatchNight).match(at(house, who), uuidv7(), house.terminal.deskId, { ...agreed, ...change });
  const seal = (who: Colleague, sealId: string, form: ReturnType<typeof sealForm>) =>
    world.get(SealNight).seal(at(house, who), uuidv7(), sealId, form);

  it('counts a book unread only when a sheet has read it and nothing left it since', async () => {
    const finance = await hire(house, `F${nights}0`, 'FINANCE');
    const untouched = async (who: Colleague) => (await untouchedBooks(world.get(Reader), who.id)).size;
    await openShift(house, a);
    const line = await drawBook(house, a, finance, `14403190020${nights}`);
    expect(await untouched(a)).toBe(0);
    world.clock.advance(60_000);
    await endShift(house, a, b, 0, { 10_000: 0 }, { [line]: '00000001' });
    await openShift(house, b, 'B');
    const [book] = await booksHeldBy(world.get(Reader), b.id);
    expect(await untouched(b)).toBe(1);
    await world.get(SpoilSheets).spoil(await atCounter(house, b), uuidv7(), book!.id, '写错');
    expect(await untouched(b)).toBe(0);
  });

  it('waits for both desks: one that is sealed rests, the other still serves', async () => {
    const deskId = await given(world, house.store.id, (tx) =>
      world.get(StoresService).addDesk(tx, { storeId: house.store.id, name: 'VIP 2' }),
    );
    const other: House = { ...house, terminal: { ...house.terminal, deskId } };
    await openShift(other, b, 'B');
    await workShift(house, a, lead);
    await sealNight(house, a, guard, 'FT-90');
    await expect(openShift(house, a, 'B')).rejects.toThrow(code('night.unaccepted'));
    await expect(closeDay(house, lead)).rejects.toThrow(code('venue.day.notReady'));
    await endShift(other, b, lead);
    const obstacles = await closeDay(house, lead).catch((error: unknown) => error);
    expect(obstacles).toMatchObject({ code: 'venue.day.notReady', params: { count: 1 } });
    await expect(matchNight(other, a, deskId)).rejects.toThrow(code('night.notYours'));
    const second = await matchNight(other, b, deskId);
    await seal(b, second, sealForm('FT-91', byPin(guard)));
    expect(await closeDay(house, lead)).toBe('2026-11-20');
  });

  it("belongs to the shift's day at 05:59 and still at 06:00", async () => {
    await openShift(house, b, 'B');
    world.clock.setTo('2026-11-21T05:59:00+08:00');
    await endShift(house, b, lead);
    const sealId = await match(b);
    world.clock.setTo('2026-11-21T06:00:00+08:00');
    await seal(b, sealId, sealForm('FT-92', byPin(guard)));
    const row = await world.one('SELECT business_date, state FROM night_seal WHERE id = ?', [sealId]);
    expect(row).toEqual({ businessDate: '2026-11-20', state: 'SEALED' });
    await closeDay(house, lead);
    expect((await openDay(house, lead, '2026-11-21')).businessDate).toBe('2026-11-21');
  });

  it('asks nothing of a desk at which nobody worked', async () => {
    await expect(match(a)).rejects.toThrow(code('night.noShift'));
    expect(await closeDay(house, lead)).toBe('2026-11-20');
  });
});

describeOnBothDatabases('a counter with 数电票 at handover', (db) => {
  let world: AppWorld;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  it('waits for the list of the platform, counts the receipts and lets the clerk go', async () => {
    const night = await openInvoiceNight(world, 'DIGITAL');
    const { house, clerk, supervisor, finance, shiftId } = night;
    const number = platformNo();
    const { id } = await settled(night, 268);
    await issue(night, [id], { number, kind: 'DIGITAL' });
    await world.get(ShiftsService).cut(at(house, clerk), uuidv7());
    await world.get(DrawerCounts).count(at(house, clerk), uuidv7(), shiftId, { 10_000: 0 });
    const form = sheet({ typed: { 'line-merchantCopies': '0', 'line-invoiceReceipts': '1' } });
    const sign = () => world.get(SignHandover).sign(at(house, clerk), uuidv7(), shiftId, form);
    await expect(sign()).rejects.toThrow(code('shifts.sign.open'));
    const list = (text: string) =>
      world.get(PlatformLists).import(at(house, finance), uuidv7(), '2026-11-20', {
        fileName: '平台.csv',
        bytes: Buffer.from(`数电票号码,价税合计\n${text}\n`),
      });
    await list(`${number},267.00`);
    await expect(sign()).rejects.toThrow(code('shifts.sign.open'));
    await list(`${number},268.00\n${platformNo()},888.00`);
    await expect(sign()).rejects.toThrow(code('shifts.sign.open'));
    await list(`${number},268.00`);
    await sign();
    await world.get(TakeOver).accept(at(house, supervisor), uuidv7(), shiftId, cosigned(supervisor));
    const [proof] = await world.get(Proofs).recent(world.get(Reader), house.store.id, world.clock.now());
    expect(proof).toMatchObject({ state: 'HANDED', expected: { receipts: 1, copies: 0 }, overdue: false });
    world.clock.setTo('2026-11-24T12:00:00+08:00');
    const office = await Desk.of(world, house, finance);
    expect((await office.get('/night/proofs')).text).toContain('逾期未核对');
    expect((await office.get('/')).text).toContain('待财务核对凭证:1 个班 1 个逾期');
    world.clock.setTo('2026-11-20T12:00:00+08:00');
  });

  it('waits for no list where the house does not ask for it, yet for one that came and lists what the house lacks', async () => {
    const { house, clerk, finance, ...night } = await openInvoiceNight(world, 'DIGITAL');
    const shift = await world.one<HandedShift>(
      'SELECT id, store_id, desk_id, business_date, clerk_id, opened_at, cut_at FROM shift WHERE id = ?',
      [night.shiftId],
    );
    const obstacles = async () =>
      (await world.get(InvoiceHandover).obstacles(world.get(Reader), shift!)).map(({ key }) => key);
    await issue({ house, clerk, finance, ...night }, [(await settled({ house, ...night }, 90)).id], digital());
    expect(await obstacles()).toEqual(['night.obstacle.platformMissing']);
    const policy = { ...DEFAULT_POLICY, invoices: { ...DEFAULT_POLICY.invoices, platformList: 'IF_THERE' as const } };
    await given(world, house.store.id, (tx) =>
      world.get(PolicyService).change(tx, { policy, effectiveFrom: '2026-11-20', reason: '月末统一核对' }),
    );
    expect(await obstacles()).toEqual([]);
    const [{ number } = { number: '' }] = await world.rows<{ number: string }>(
      'SELECT number FROM invoice_number WHERE store_id = ?',
      [house.store.id],
    );
    const list = (text: string) =>
      world.get(PlatformLists).import(at(house, finance), uuidv7(), '2026-11-20', {
        fileName: '平台.csv',
        bytes: Buffer.from(`数电票号码,价税合计\n${text}`),
      });
    await list(`${number},90.00\n${platformNo()},888.00`);
    const { ours, theirs } = await world.get(PlatformLists).compare(world.get(Reader), house.store.id, '2026-11-20');
    expect([ours, theirs]).toEqual([
      { count: 1, sumFen: 9_000 },
      { count: 2, sumFen: 97_800 },
    ]);
    expect(await obstacles()).toEqual(['night.obstacle.platformDiffers']);
    await list(`${number},90.00`);
    expect(await obstacles()).toEqual([]);
  });
});

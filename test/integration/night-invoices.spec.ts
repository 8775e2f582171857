import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { bookOf } from '../../src/invoices/books/book-rows.js';
import { SpoilSheets } from '../../src/invoices/books/spoil-sheets.js';
import { MatchNight } from '../../src/night/match-night.service.js';
import { Morning } from '../../src/night/morning.service.js';
import { Proofs } from '../../src/night/proofs.js';
import { SealNight } from '../../src/night/seal-night.service.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { handBooks, receiveBook } from '../support/invoices.js';
import { byPin, closeDay, matchNight, openDay, sealForm, signAll, workShift } from '../support/night.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, cosigned, openShift, sheet } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('a book of invoices through handover, night and morning', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let guard: Colleague;
  let finance: Colleague;
  let bookId: string;
  let line: string;
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
    finance = await hire(house, `F${nights}0`, 'FINANCE', { name: '陈会计' });
    bookId = await receiveBook({ world, house, finance }, { kind: 'HAND', firstNo: '00000001', sheets: 50, yuan: 0 });
    line = `line-book${(await book()).label.replaceAll(/\W/g, '')}`;
    await openShift(house, a);
    await handBooks({ world, house }, a, finance, [bookId]);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const spoil = async (who: Colleague, reason = '写错') =>
    world.get(SpoilSheets).spoil(await atCounter(house, who), uuidv7(), bookId, reason);
  const book = () => bookOf(world.get(Reader), house.store.id, bookId);
  const holder = async () => {
    const { place, holderId } = await book();
    return { place, holderId };
  };
  const cut = async (who: Colleague) => {
    const shiftId = await world.get(ShiftsService).cut(at(house, who), uuidv7());
    await world.get(DrawerCounts).count(at(house, who), uuidv7(), shiftId, { 10_000: 0 });
    return shiftId;
  };
  const sign = (who: Colleague, shiftId: string, typed: Record<string, string>, reason = '') =>
    world
      .get(SignHandover)
      .sign(at(house, who), uuidv7(), shiftId, sheet({ typed: { 'line-merchantCopies': '0', ...typed }, reason }));
  const accept = (who: Colleague, shiftId: string) =>
    world.get(TakeOver).accept(at(house, who), uuidv7(), shiftId, cosigned(who));

  const matched = async () => {
    const shiftId = await cut(a);
    await sign(a, shiftId, { [line]: '00000001' });
    await accept(lead, shiftId);
    return matchNight(house, a);
  };

  const seal = (sealId: string, number: string, books = '1') =>
    world.get(SealNight).seal(at(house, a), uuidv7(), sealId, sealForm(number, byPin(guard), { 'line-books': books }));

  it.each(['first', 'then'])('goes on only with the number on top, and both names; B opens %s', async (opens) => {
    for (const sheets of ['00000001', '00000002']) await spoil(a, sheets);
    await signAll(house, a, lead);
    const shiftId = await cut(a);
    const copies = { 'line-invoiceCopies': '2' };
    await expect(sign(a, shiftId, copies)).rejects.toThrow(code('count.required'));
    await expect(sign(a, shiftId, { ...copies, [line]: '00000002' })).rejects.toThrow(code('shifts.gate.numbers'));
    await expect(sign(a, shiftId, { 'line-invoiceCopies': '1', [line]: '00000003' })).rejects.toThrow(
      code('shifts.reason.required'),
    );
    await sign(a, shiftId, { ...copies, [line]: '00000003' });
    if (opens === 'first') await openShift(house, b, 'B');
    await accept(b, shiftId);
    if (opens === 'then') await openShift(house, b, 'B');
    expect(await holder()).toEqual({ place: 'CLERK', holderId: b.id });
    const [passed] = await world.rows<{ blankFirst: string; byId: string; coSignerId: string }>(
      "SELECT blank_first, by_id, co_signer_id FROM invoice_book_step WHERE book_id = ? AND action = 'pass'",
      [bookId],
    );
    expect(passed).toEqual({ blankFirst: '00000003', byId: b.id, coSignerId: a.id });
  });

  it('sends receipts and copies to Finance, and a missing one stays missing until it is there', async () => {
    await spoil(a);
    await spoil(a);
    await signAll(house, a, lead);
    const shiftId = await cut(a);
    const typed = { 'line-invoiceCopies': '1', [line]: '00000003' };
    await sign(a, shiftId, typed, '00000002 存根待找');
    await accept(lead, shiftId);
    const proofs = world.get(Proofs);
    const newest = async () => (await proofs.recent(world.get(Reader), house.store.id, world.clock.now()))[0]!;
    expect((await newest()).state).toBe('MISSING');
    const check = (copies: string, note = '', desk = at(house, finance)) =>
      proofs.check(desk, uuidv7(), shiftId, { receipts: '0', copies, note });
    await expect(check('1')).rejects.toThrow(code('night.proof.note'));
    await expect(check('3')).rejects.toThrow(code('night.proof.note'));
    await expect(check('x')).rejects.toThrow(code('count.invalid'));
    await check('1', '请王丽明天找');
    expect((await newest()).state).toBe('MISSING');
    expect((await newest()).overdue).toBe(false);
    world.clock.setTo('2027-02-23T12:00:00+08:00');
    expect((await newest()).overdue).toBe(true);
    world.clock.setTo('2026-11-23T12:00:00+08:00');
    await expect(openShift(house, a)).rejects.toThrow(code('night.proof.overdue'));
    await workShift(house, b, lead);
    await check('1', '经理已知,按遗失处理');
    await openShift(house, a);
    await check('2');
    expect((await newest()).state).toBe('CHECKED');
    const elsewhere = await openHouse(world);
    const stranger = await hire(elsewhere, `Z${nights}0`, 'FINANCE');
    await expect(check('2', '', at(elsewhere, stranger))).rejects.toThrow(code('page.notFound'));
  });

  it('lies in the safe overnight and starts at the same number in the morning', async () => {
    await spoil(a);
    await signAll(house, a, lead);
    const shiftId = await cut(a);
    await sign(a, shiftId, { 'line-invoiceCopies': '1', [line]: '00000002' });
    await accept(lead, shiftId);
    await expect(closeDay(house, lead)).rejects.toThrow(code('venue.day.notReady'));
    const match = (typed: Record<string, string>, change: object = {}) =>
      world.get(MatchNight).match(at(house, a), uuidv7(), house.terminal.deskId, {
        typed,
        verdict: 'NONE',
        problem: '',
        pin: PIN,
        ...change,
      });
    await expect(match({})).rejects.toThrow(code('count.required'));
    await expect(match({ 'line-invoiceCopies': '0' })).rejects.toThrow(code('night.match.differs'));
    await match({ 'line-invoiceCopies': '0' }, { verdict: 'PROBLEM', problem: '00000001 存根没找到' });
    const sealId = await match({ 'line-invoiceCopies': '1' });
    await expect(seal(sealId, 'FT-1', '0')).rejects.toThrow(code('night.contents.differ'));
    const paperId = await seal(sealId, 'FT-1');
    const paper = await world.one<{ body: string }>('SELECT body FROM document WHERE id = ?', [paperId]);
    expect(paper!.body).toMatch(/手工 · 1\d{9} · \S+ 00000002.*发票存根联/s);
    expect(await holder()).toEqual({ place: 'SAFE', holderId: null });
    await closeDay(house, lead);

    world.clock.setTo('2026-11-21T12:00:00+08:00');
    const morning = await openDay(house, lead, '2026-11-21');
    const read = (first: string) =>
      world.get(Morning).accept(at(morning, b), uuidv7(), sealId, {
        seal: 'FT-1',
        blanks: { [bookId]: first },
        second: byPin(guard),
      });
    expect(await read('00000001')).toBe('AGAIN');
    expect(await read('00000002')).toBe('ACCEPT');
    expect(await holder()).toEqual({ place: 'CLERK', holderId: b.id });
  });

  it('tears no sheet while the seal goes on: the shift is refused, or the seal is', async () => {
    const sealId = await matched();
    const tear = async () => {
      await openShift(house, a, 'B');
      return spoil(a);
    };
    const ends = await Promise.allSettled([tear(), seal(sealId, 'FT-2')]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { nextNo, place } = await book();
    expect(['00000001 SAFE', '00000002 CLERK']).toContain(`${nextNo} ${place}`);
  });

  it('control: without the gate the shift opens, yet the sealed book gives no sheet', async () => {
    const sealId = await matched();
    await seal(sealId, 'FT-3');
    const gate = jest.spyOn(world.get(DayGate), 'assertMayStart').mockResolvedValue();
    await openShift(house, a, 'B');
    gate.mockRestore();
    await expect(spoil(a)).rejects.toThrow(code('invoices.book.notYours'));
  });
});

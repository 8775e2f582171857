import { uuidv7 } from 'uuidv7';
import { BookCustody } from '../../src/invoices/books/book-custody.js';
import { bookOf } from '../../src/invoices/books/book-rows.js';
import { ReceiveBook } from '../../src/invoices/books/receive-book.js';
import { SpoilSheets } from '../../src/invoices/books/spoil-sheets.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  giveBook,
  handBooks,
  heldBy,
  type InvoiceNight,
  issue,
  openInvoiceNight,
  rangesOf,
  receiveBook,
  settled,
  takeBack,
} from '../support/invoices.js';
import { at, type Colleague, given, hire } from '../support/people.js';
import { atCounter, cosigned } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('books of numbered sheets', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  let evenings = 0;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    world.clock.setTo('2026-11-20T12:00:00+08:00');
    night = await openInvoiceNight(world);
    evenings += 1;
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const colleague = (name: string) => hire(night.house, `X${(evenings += 1)}`, 'CLERK', { name });
  const pay = async (yuan: number, story: object = {}) => {
    world.clock.advance(60_000);
    return issue(night, [(await settled(night, yuan)).id], story);
  };
  const spoil = async (bookId: string, by: Colleague = night.clerk, reason = '写错了') =>
    (await world.get(SpoilSheets).spoil(await atCounter(night.house, by), uuidv7(), bookId, reason)).result;
  const lose = async (bookId: string, count: number, by: Colleague = night.clerk, first = '') => {
    const input = { first, count: String(count), reason: '被雨淋湿' };
    const desk = await atCounter(night.house, by);
    return (await world.get(SpoilSheets).lose(desk, uuidv7(), bookId, input, cosigned(night.supervisor))).result;
  };
  const book = (id: string) => bookOf(world.get(Reader), night.house.store.id, id);
  const line = async (shiftId: string, bookId: string) =>
    (await rangesOf(night, shiftId)).find((range) => range.book.id === bookId);

  it('come from the tax office once, with numbers nobody has seen', async () => {
    const id = await receiveBook(night, { kind: 'HAND', firstNo: '00000101', sheets: 50, yuan: 0 });
    expect(await book(id)).toMatchObject({ place: 'FINANCE', lastNo: '00000150', nextNo: '00000101' });
    const again = async (input: object) =>
      world.get(ReceiveBook).receive(at(night.house, night.finance), uuidv7(), {
        kind: 'HAND',
        code: (await book(id)).code,
        firstNo: '00000150',
        sheets: '50',
        denomination: '',
        ...input,
      });
    await expect(again({})).rejects.toThrow(refused('invoices.book.overlap'));
    await expect(again({ firstNo: '151' })).rejects.toThrow(refused('invoices.number.invalid', { digits: 8 }));
    await expect(again({ kind: 'FIXED', firstNo: '00000151' })).rejects.toThrow(refused('invoices.denomination'));
    await expect(again({ kind: 'DIGITAL' })).rejects.toThrow(refused('invoices.kind.unknown'));
  });

  it('pass from hand to hand with two signatures, one custodian at a time', async () => {
    const id = await giveBook(night, night.clerk);
    const b = await colleague('赵敏');
    expect(await heldBy(night, night.clerk)).toEqual([id]);
    await expect(handBooks(night, b, night.finance, [id])).rejects.toThrow(
      refused('invoices.book.notYours', { holder: '王丽' }),
    );
    await handBooks(night, night.clerk, b, [id]);
    await expect(handBooks(night, night.clerk, b, [])).rejects.toThrow(refused('invoices.book.choose'));
    expect(await heldBy(night, night.clerk)).toEqual([]);
    expect(await world.get(CustodyRegistry).heldBy(world.get(Reader), b.id)).toMatchObject([{ key: 'invoices.held' }]);
    const ill = await colleague('孙静');
    await expect(handBooks(night, ill, night.clerk, [id], '赵敏生病')).rejects.toThrow(refused('cosign.role'));
    await handBooks(night, ill, night.supervisor, [id], '赵敏生病');
    await handBooks(night, ill, night.finance, [id]);
    expect(
      await world.rows('SELECT action, to_place FROM invoice_book_step WHERE book_id = ? ORDER BY id', [id]),
    ).toEqual([
      { action: 'receive', toPlace: 'FINANCE' },
      { action: 'draw', toPlace: 'CLERK' },
      { action: 'pass', toPlace: 'CLERK' },
      { action: 'pass', toPlace: 'CLERK' },
      { action: 'giveBack', toPlace: 'FINANCE' },
    ]);
  });

  it('are torn with the fewest sheets, never above what was paid, and never from somebody else’s book', async () => {
    for (const yuan of [100, 50, 10, 5, 2, 1]) await giveBook(night, night.clerk, { kind: 'FIXED', yuan });
    const torn = await pay(168.5, { kind: 'FIXED' });
    expect(torn).toMatchObject({ totalFen: 16_800, uncoveredFen: 50 });
    expect(torn.numbers).toHaveLength(6);
    await expect(pay(0.5, { kind: 'FIXED' })).rejects.toThrow(refused('invoices.sheets.none'));
    await expect(pay(20, { kind: 'FIXED', titleKind: 'UNIT' })).rejects.toThrow(refused('invoices.title.noBuyer'));
    await expect(pay(20, { kind: 'ROLL' })).rejects.toThrow(refused('invoices.book.none'));
  });

  it('take back torn sheets one by one, and have no red form for those that are out', async () => {
    await giveBook(night, night.clerk, { kind: 'FIXED', yuan: 100 });
    const torn = await pay(300, { kind: 'FIXED' });
    await expect(takeBack(night, torn.invoiceId, { copiesBack: '' })).rejects.toThrow(
      refused('invoices.takeBack.copies'),
    );
    await expect(takeBack(night, torn.invoiceId, { numbers: '00000009' })).rejects.toThrow(
      refused('invoices.takeBack.numbers'),
    );
    expect(await takeBack(night, torn.invoiceId, { numbers: torn.numbers[1]! })).toMatchObject({
      way: 'VOID',
      amountFen: 10_000,
    });
    expect(await takeBack(night, torn.invoiceId)).toMatchObject({ amountFen: 20_000 });
  });

  it('void this month with all copies here; later, or without them, the next sheet is the red one', async () => {
    const id = await giveBook(night, night.clerk, { kind: 'HAND' });
    const [one, two] = [await pay(60), await pay(70)];
    expect(await takeBack(night, one.invoiceId)).toMatchObject({ way: 'VOID' });
    await expect(takeBack(night, two.invoiceId, { copiesBack: '' })).rejects.toThrow(refused('invoices.red.proof'));
    const part = { copiesBack: '', proof: '对方说明', amount: '30' };
    await giveBook(night, night.supervisor);
    await expect(takeBack(night, two.invoiceId, { ...part, by: night.supervisor })).rejects.toThrow(
      refused('invoices.noShift'),
    );
    expect(await takeBack(night, two.invoiceId, part)).toMatchObject({ way: 'RED' });
    expect(
      await world.rows('SELECT number, amount_fen, state FROM invoice_number WHERE book_id = ? ORDER BY number', [id]),
    ).toEqual([
      { number: '00000001', amountFen: 6_000, state: 'VOID' },
      { number: '00000002', amountFen: 7_000, state: 'ISSUED' },
      { number: '00000003', amountFen: -3_000, state: 'ISSUED' },
    ]);
    world.clock.advance(20 * 86_400_000);
    expect(await takeBack(night, two.invoiceId)).toMatchObject({ way: 'RED', amountFen: 4_000 });
  });

  it('go on where the last sheet ended: the queued book next, nothing past the end', async () => {
    const first = await giveBook(night, night.clerk, { kind: 'MACHINE', sheets: 2 });
    world.clock.advance(1_000);
    const second = await giveBook(night, night.clerk, { kind: 'MACHINE', sheets: 1 });
    for (let sheet = 0; sheet < 3; sheet += 1) await pay(10, { kind: 'MACHINE' });
    await expect(pay(10, { kind: 'MACHINE' })).rejects.toThrow(refused('invoices.book.none'));
    expect([await book(first), await book(second)].map(({ nextNo }) => nextNo)).toEqual([null, null]);
    await expect(spoil(second)).rejects.toThrow(refused('invoices.book.notYours'));
    expect(await line(night.shiftId, first)).toMatchObject({ issued: 2, closing: null, nextNo: null, fault: null });
    const files = world.get(ReceiveBook);
    await expect(files.file(at(night.house, night.finance), uuidv7(), first)).rejects.toThrow(
      refused('invoices.book.transition'),
    );
    await handBooks(night, night.clerk, night.finance, [first]);
    expect((await files.file(at(night.house, night.finance), uuidv7(), first)).result).toEqual({
      retainUntil: '2031-11-20',
    });
  });

  it('are not filed with blanks, nor moved by somebody who read them before they changed', async () => {
    const id = await giveBook(night, night.clerk, { sheets: 2 });
    const office = at(night.house, night.finance, { terminal: null });
    await expect(world.get(ReceiveBook).file(office, uuidv7(), id)).rejects.toThrow(refused('invoices.book.notUsedUp'));
    const stale = { ...(await book(id)), nextNo: '00000002' };
    const hands = { toId: night.finance.id, coSignerId: night.clerk.id };
    const move = async (tx: Tx) => {
      await world.get(BookCustody).move(tx, stale, 'giveBack', hands);
      return null;
    };
    await expect(given(world, night.house.store.id, move, night.house.businessDate)).rejects.toThrow(
      refused('invoices.book.moved', { label: stale.label }),
    );
  });

  it('lose sheets in one place only: from the next number on, a lead beside the clerk, a report for the tax office', async () => {
    const id = await giveBook(night, night.clerk, { sheets: 5 });
    await pay(10);
    const lost = await lose(id, 2);
    expect(lost.numbers).toEqual(['00000002', '00000003']);
    expect(await world.one('SELECT kind FROM document WHERE id = ?', [lost.documentId])).toEqual({
      kind: 'invoice-lost',
    });
    await expect(lose(id, 3)).rejects.toThrow(refused('invoices.book.usedUp'));
    expect(await line(night.shiftId, id)).toMatchObject({ issued: 1, lost: 2, nextNo: '00000004', fault: null });
  });
});

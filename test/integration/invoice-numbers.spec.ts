import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { bookOf } from '../../src/invoices/books/book-rows.js';
import { SheetNumbers } from '../../src/invoices/books/sheet-numbers.js';
import { SpoilSheets } from '../../src/invoices/books/spoil-sheets.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  giveBook,
  handBooks,
  type InvoiceNight,
  issue,
  openInvoiceNight,
  rangesOf,
  settled,
  takeBack,
} from '../support/invoices.js';
import { at, type Colleague, given, hire } from '../support/people.js';
import { atCounter, cosigned, openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('numbers in their shifts', (db) => {
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
  const cut = (who: Colleague) => world.get(ShiftsService).cut(at(night.house, who), uuidv7());
  const line = async (shiftId: string, bookId: string) =>
    (await rangesOf(night, shiftId)).find((range) => range.book.id === bookId);

  it('count A’s number in A’s shift, though B voids it; B tears on from the cut-off number', async () => {
    const id = await giveBook(night, night.clerk, { sheets: 10 });
    const mine = await pay(10);
    await pay(20);
    world.clock.advance(1_000);
    await cut(night.clerk);
    const b = await colleague('赵敏');
    world.clock.advance(1_000);
    const shiftB = await openShift(night.house, b, 'B');
    await pay(30, { by: b });
    await spoil(id, b);
    await takeBack(night, mine.invoiceId, { by: b });
    expect(await line(night.shiftId, id)).toMatchObject({
      received: { first: '00000001', last: '00000010' },
      issued: 2,
      void: 0,
      closing: { first: '00000003', last: '00000010' },
      fault: null,
    });
    expect(await line(shiftB, id)).toMatchObject({
      opening: { first: '00000003', last: '00000010' },
      issued: 1,
      void: 1,
      nextNo: '00000005',
      fault: null,
    });
  });

  it('pass over a sheet missing in mid-book, reported while those before it are blank', async () => {
    const id = await giveBook(night, night.clerk, { sheets: 6 });
    await pay(10);
    expect((await lose(id, 2, night.clerk, '００００ ０００３')).numbers).toEqual(['00000003', '00000004']);
    for (const number of ['00000004', '00000001', '00000007'])
      await expect(lose(id, 1, night.clerk, number)).rejects.toThrow(refused('invoices.number.notBlank', { number }));
    await expect(lose(id, 1, night.clerk, '三')).rejects.toThrow(refused('invoices.number.invalid', { digits: 8 }));
    expect(await line(night.shiftId, id)).toMatchObject({ lost: 2, nextNo: '00000002', fault: null });
    await cut(night.clerk);
    const b = await colleague('赵敏');
    world.clock.advance(1_000);
    const shiftB = await openShift(night.house, b, 'B');
    const issued = [(await pay(10, { by: b })).numbers, (await pay(10, { by: b })).numbers].flat();
    expect(issued).toEqual(['00000002', '00000005']);
    expect(await line(night.shiftId, id)).toMatchObject({ lost: 2, nextNo: '00000002', fault: null });
    expect(await line(shiftB, id)).toMatchObject({ issued: 2, lost: 0, nextNo: '00000006', fault: null });
    await handBooks(night, night.clerk, b, [id]);
    await lose(id, 1, b, '00000006');
    await expect(pay(10, { by: b })).rejects.toThrow(refused('invoices.book.none'));
  });

  it('hold the equation whatever a shift does with its books', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('issue', 'spoil', 'lose', 'miss', 'void', 'red', 'draw', 'hand', 'cut'), {
          maxLength: 9,
        }),
        async (acts) => {
          night = await openInvoiceNight(world);
          const shifts = [night.shiftId];
          let who = night.clerk;
          const issued: string[] = [];
          const books = [await giveBook(night, who, { sheets: 4 })];
          for (const act of acts) {
            world.clock.advance(60_000);
            const id = books.find((each) => each) ?? '';
            const done =
              act === 'issue' ? pay(10, { by: who }).then(({ invoiceId }) => issued.push(invoiceId)) : undefined;
            await (done ?? step(act, id, who, issued)).catch(() => 'refused');
            if (act === 'draw') books.push(await giveBook(night, who, { sheets: 3 }));
            if (act === 'cut') {
              await cut(who);
              who = await colleague('接班');
              world.clock.advance(1_000);
              shifts.push(await openShift(night.house, who, 'B'));
            }
          }
          for (const shiftId of shifts)
            for (const range of await rangesOf(night, shiftId)) expect(range.fault).toBeNull();
        },
      ),
      { numRuns: db.kind === 'sqlite' ? 12 : 6, seed: 73 },
    );

    async function step(act: string, id: string, who: Colleague, issued: readonly string[]): Promise<unknown> {
      const invoiceId = issued[0] ?? uuidv7();
      if (act === 'spoil') return spoil(id, who);
      if (act === 'lose') return lose(id, 1, who);
      if (act === 'miss') return lose(id, 1, who, '00000003');
      if (act === 'void') return takeBack(night, invoiceId, { by: who });
      if (act === 'red') return takeBack(night, invoiceId, { by: who, copiesBack: '', proof: '证明', amount: '1' });
      if (act === 'hand') {
        const other = await colleague('同事');
        await handBooks(night, who, other, [id]);
        return handBooks(night, other, who, [id]);
      }
      return undefined;
    }
  });

  it('give the last number to one of two screens; the other is told plainly', async () => {
    await giveBook(night, night.clerk, { sheets: 1 });
    const slips = [await settled(night, 10), await settled(night, 20)];
    const ends = await Promise.allSettled(slips.map(({ id }) => issue(night, [id])));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const codes = ends.flatMap((end) => (end.status === 'rejected' ? [String(Reflect.get(end.reason, 'code'))] : []));
    expect(['invoices.book.none', 'invoices.number.taken']).toContain(codes[0]);
    expect(await world.one('SELECT count(*) AS n FROM invoice WHERE store_id = ?', [night.house.store.id])).toEqual({
      n: 1,
    });
  });

  it('control: without the guard both screens are given it, and only the table’s own uniqueness is left', async () => {
    const id = await giveBook(night, night.clerk, { sheets: 1 });
    const sheets = world.get(SheetNumbers);
    const { store, terminal, businessDate } = night.house;
    const use = { action: 'spoil', amountFen: 0, shiftId: night.shiftId, deskId: terminal.deskId } as const;
    const book = await bookOf(world.get(Reader), store.id, id);
    const take = (guarded: boolean) => {
      const work = async (tx: Tx) => {
        const loose = (sql: string, params: readonly (string | number | null)[] = []) =>
          sql.startsWith('UPDATE invoice_book')
            ? tx.run('UPDATE invoice_book SET next_no = ? WHERE id = ?', params.slice(0, 2))
            : tx.run(sql, params);
        const door: Tx = guarded ? tx : Object.create(tx, { run: { value: loose } });
        return (await sheets.take(door, book, 1, use))[0]!.number;
      };
      return given(world, store.id, work, businessDate);
    };
    const loose = await Promise.allSettled([take(false), take(false)]);
    const left = loose.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    expect(left).toEqual([expect.stringMatching(/unique/i)]);
    await expect(take(true)).rejects.toThrow(refused('invoices.number.taken', { number: '00000001' }));
  });
});

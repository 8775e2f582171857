import { randomUUID } from 'node:crypto';
import { DomainError } from '../../src/kernel/domain-error.js';
import type { AccountRef } from '../../src/ledger/chart-of-accounts.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { Ledger } from '../../src/ledger/ledger.js';
import type { Command } from '../../src/platform/database/command.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openRooms, type World } from '../support/world.js';

const issued: AccountRef = { kind: 'points.issued', owner: 'store-1' };
const redeemed: AccountRef = { kind: 'points.redeemed', owner: 'store-1' };

describeOnBothDatabases('the one ledger', (db) => {
  let world: World;
  let lot: AccountRef;

  const command = (key: string = randomUUID(), kind = 'test.move'): Command => ({
    kind,
    key,
    actorId: 'clerk-1',
    storeId: 'store-1',
    terminalId: null,
    businessDate: '2026-11-20',
    input: { key },
  });

  async function paper(tx: Tx): Promise<string> {
    const { id } = await world.get(DocumentsService).create(tx, {
      kind: 'test-slip',
      prefix: 'CS',
      copies: [{ name: 'customer', heading: '【客户联】' }],
      personId: null,
      printerId: null,
      compose: ({ number }) => new Receipt().text(number),
    });
    return id;
  }

  const move = (from: AccountRef, to: AccountRef, amount: number, key?: string) =>
    world.get(UnitOfWork).run(command(key), async (tx) => {
      const transfers = [{ unit: 'POINT', from, to, amount } as const];
      return world.get(Ledger).post(tx, { kind: 'test.moved', documentId: await paper(tx), transfers });
    });

  const undo = (transferId: string) =>
    world
      .get(UnitOfWork)
      .run(command(randomUUID(), 'test.undo'), async (tx) =>
        world.get(Ledger).reverse(tx, [transferId], { kind: 'test.undone', documentId: await paper(tx) }),
      );

  const balance = (ref: AccountRef) => world.get(Ledger).balance(world.get(Reader), 'POINT', ref);

  const refusals = (results: PromiseSettledResult<unknown>[]) =>
    results.flatMap((each) =>
      each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
    );

  beforeAll(async () => {
    world = await openRooms(db, [PrintingModule, LedgerModule]);
  });
  beforeEach(() => {
    lot = { kind: 'points.lot', owner: randomUUID(), part: '2027-11-30' };
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('moves points from one account to another and keeps both sides', async () => {
    await move(issued, lot, 118);
    expect(await balance(lot)).toBe(118);
  });

  it('never lets a lot go below zero', async () => {
    await move(issued, lot, 100);
    await expect(move(lot, redeemed, 101)).rejects.toMatchObject({ code: 'ledger.short' });
    expect(await balance(lot)).toBe(100);
  });

  it('lets points debt go below zero and never above', async () => {
    const debt: AccountRef = { kind: 'points.debt', owner: lot.owner };
    await move(debt, issued, 30);
    expect(await balance(debt)).toBe(-30);
    await expect(move(issued, debt, 31)).rejects.toMatchObject({ code: 'ledger.short' });
  });

  it('gives the points for one to one of fifty who take them at once', async () => {
    await move(issued, lot, 100);
    const taken = await Promise.allSettled(Array.from({ length: 50 }, () => move(lot, redeemed, 100)));
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refusals(taken)).toEqual(Array.from({ length: 49 }, () => 'ledger.short'));
    expect(await balance(lot)).toBe(0);
  });

  it('undoes an act once, however often it is asked to at once', async () => {
    const acts = await Promise.all(Array.from({ length: 25 }, () => move(issued, lot, 7)));
    const ids = acts.flatMap(({ result }) => result);
    const undone = await Promise.allSettled([...ids, ...ids].map(undo));
    expect(undone.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    expect(refusals(undone)).toEqual(Array.from({ length: 25 }, () => 'ledger.alreadyReversed'));
    expect(await balance(lot)).toBe(0);
  });

  it('refuses to undo what was already spent', async () => {
    const { result } = await move(issued, lot, 50);
    await move(lot, redeemed, 10);
    await expect(undo(result[0] ?? '')).rejects.toMatchObject({ code: 'ledger.short' });
  });

  it('answers a second arrival of the same act with the first result', async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([move(issued, lot, 12, key), move(issued, lot, 12, key)]);
    expect(second.result).toEqual(first.result);
    expect([first, second].filter(({ repeated }) => repeated)).toHaveLength(1);
    expect(await balance(lot)).toBe(12);
  });

  it('gives back in part, but never more than was taken', async () => {
    const { result } = await move(issued, lot, 40);
    const [original = ''] = result;
    const giveBack = (amount: number) =>
      world.get(UnitOfWork).run(command(), async (tx) =>
        world.get(Ledger).post(tx, {
          kind: 'test.gaveBack',
          documentId: await paper(tx),
          transfers: [{ unit: 'POINT', from: lot, to: issued, amount, relatesToId: original }],
        }),
      );
    await giveBack(25);
    await expect(giveBack(16)).rejects.toMatchObject({ code: 'ledger.moreThanOriginal' });
    await giveBack(15);
    expect(await balance(lot)).toBe(0);
  });

  it('is evidence: the database refuses to change or delete a transfer', async () => {
    await move(issued, lot, 5);
    const tamper = (sql: string) =>
      world.get(UnitOfWork).run(command(), async (tx) => ({ changed: await tx.run(sql) }));
    await expect(tamper('UPDATE ledger_transfer SET amount = 500')).rejects.toThrow('append-only');
    await expect(tamper('DELETE FROM ledger_transfer')).rejects.toThrow('append-only');
  });

  it('cannot be written through the door for reading', async () => {
    await expect(world.get(Reader).rows(`UPDATE ledger_account SET balance = 1`)).rejects.toThrow(/read-?only/i);
  });
});

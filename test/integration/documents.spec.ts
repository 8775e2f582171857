import { randomUUID } from 'node:crypto';
import { PersonVault } from '../../src/platform/crypto/person-vault.js';
import type { Command } from '../../src/platform/database/command.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { PrinterOutbox } from '../../src/platform/printing/printer-outbox.js';
import { PrintersService } from '../../src/platform/printing/printers.service.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { PaperPrinter } from '../support/paper-printer.js';
import { openRooms, type World } from '../support/world.js';

const copies = [
  { name: 'customer', heading: 'CUSTOMER' },
  { name: 'merchant', heading: 'MERCHANT', signature: 'SIGN' },
];
const mark = (n: number): string => `REPRINT ${n}`;

describeOnBothDatabases('documents', (db) => {
  let world: World;
  const printer = new PaperPrinter();
  let printerId: string;

  const command = (storeId = 'store-1', businessDate = '2026-11-20'): Command => ({
    kind: 'test.document',
    key: randomUUID(),
    actorId: 'clerk-1',
    storeId,
    terminalId: 'terminal-1',
    businessDate,
    input: {},
  });
  const act = async <R extends string | number | boolean>(work: (tx: Tx) => Promise<R>, by = command()): Promise<R> =>
    (await world.get(UnitOfWork).run(by, work)).result;
  const documents = () => world.get(DocumentsService);
  const draft = (prefix: string, more: { personId?: string; printerId?: string } = {}) => ({
    prefix,
    copies,
    kind: 'points-confirmation',
    personId: more.personId ?? null,
    printerId: more.printerId ?? null,
    compose: ({ number }: { number: string }) => new Receipt().title(number).pair('MEMBER', 'Zhang'),
  });
  const write = (prefix: string, more?: { personId?: string; printerId?: string }, by?: Command): Promise<string> =>
    act(async (tx) => (await documents().create(tx, draft(prefix, more))).id, by);
  const numberOf = async (id: string) =>
    (await world.one<{ number: string }>('SELECT number FROM document WHERE id = ?', [id]))?.number;
  const jobs = (id: string) =>
    world.rows<{ state: string; tries: number; lastError: string | null }>(
      'SELECT j.state, j.tries, j.last_error FROM print_job j JOIN document_print p ON p.id = j.document_print_id ' +
        'WHERE p.document_id = ? ORDER BY j.id',
      [id],
    );

  beforeAll(async () => {
    world = await openRooms(db, [PrintingModule]);
    await printer.switchOn();
    printerId = await act((tx) =>
      world.get(PrintersService).add(tx, { name: '前台', host: '127.0.0.1', port: printer.port }),
    );
  });
  beforeEach(() => printer.papers.splice(0));
  afterEach(() => expectBooksToBalance(world));
  afterAll(async () => {
    await world.close();
    await printer.switchOff();
  });

  it('are numbered a day, a store and a kind, without gaps even where an act failed', async () => {
    expect(await numberOf(await write('JF'))).toBe('JF20261120-0001');
    await expect(
      act(async (tx) => {
        await documents().create(tx, draft('JF'));
        throw new Error('the act failed');
      }),
    ).rejects.toThrow('the act failed');
    expect(await numberOf(await write('JF'))).toBe('JF20261120-0002');
    expect(await numberOf(await write('DH'))).toBe('DH20261120-0001');
    expect(await numberOf(await write('JF', {}, command('store-2')))).toBe('JF20261120-0001');
    expect(await numberOf(await write('JF', {}, command('store-1', '2026-11-21')))).toBe('JF20261121-0001');
  });

  it('get each its own number when twenty clerks write at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => write('TS')));
    const numbers = await Promise.all(ids.map(numberOf));
    const expected = Array.from({ length: 20 }, (_, n) => `TS20261120-${String(n + 1).padStart(4, '0')}`);
    expect(new Set(numbers)).toEqual(new Set(expected));
  });

  it('leave the printer in all copies as soon as the act is durable', async () => {
    const id = await write('PR', { printerId });
    await world.get(PrinterOutbox).drain();
    expect(printer.papers).toHaveLength(2);
    expect(printer.papers[0]).toContain('CUSTOMER');
    expect(printer.papers[0]).not.toContain('SIGN');
    expect(printer.papers[1]).toContain('MERCHANT');
    expect(printer.papers[1]).toContain('SIGN');
    expect(await jobs(id)).toEqual(copies.map(() => ({ state: 'sent', tries: 1, lastError: null })));
  });

  it('wait for a printer that is off and come out when it is back, once', async () => {
    await printer.switchOff();
    const id = await write('PR', { printerId });
    await world.get(PrinterOutbox).drain();
    expect(await jobs(id)).toEqual(copies.map(() => ({ state: 'waiting', tries: 1, lastError: 'ECONNREFUSED' })));
    await printer.switchOn();
    await world.get(PrinterOutbox).drain();
    expect(printer.papers).toHaveLength(0);
    world.clock.advance(6_000);
    await world.get(PrinterOutbox).drain();
    await world.get(PrinterOutbox).drain();
    expect(printer.papers).toHaveLength(2);
  });

  it('are given up after many tries, and printed again by hand with their mark', async () => {
    await printer.switchOff();
    const id = await write('PR', { printerId });
    for (let round = 0; round < 21; round += 1) {
      await world.get(PrinterOutbox).drain();
      world.clock.advance(61_000);
    }
    expect((await jobs(id)).map(({ state }) => state)).toEqual(['failed', 'failed']);
    await printer.switchOn();
    const reprint = await act(
      async (tx) => (await documents().reprint(tx, id, { printerId, copies: ['customer'], mark })).reprint,
    );
    await world.get(PrinterOutbox).drain();
    expect(reprint).toBe(1);
    expect(printer.papers).toHaveLength(1);
    expect(printer.papers[0]).toContain('REPRINT 1');
  });

  it('count their reprints, whoever prints', async () => {
    const id = await write('BR');
    const find = () => world.get(DocumentsQueries).find('store-1', id);
    expect(await act((tx) => documents().markPrinted(tx, id))).toBe(true);
    expect(await act((tx) => documents().markPrinted(tx, id))).toBe(false);
    expect((await find())?.reprintCount).toBe(0);
    await act(async (tx) => (await documents().reprint(tx, id, { printerId: null, mark })).reprint);
    await act(
      async (tx) => (await documents().reprint(tx, id, { printerId: null, copies: ['merchant'], mark })).reprint,
    );
    expect((await find())?.reprintCount).toBe(2);
    const prints = await world.get(DocumentsQueries).prints(id);
    expect(prints.map(({ copy, reprint }) => [copy, reprint])).toEqual([
      ['customer', 0],
      ['merchant', 0],
      ['customer', 1],
      ['merchant', 1],
      ['merchant', 2],
    ]);
  });

  it('of another store are not found, and a copy that never was is refused', async () => {
    const id = await write('BR');
    const reprint = (copy: string, store: string) =>
      act(
        async (tx) => (await documents().reprint(tx, id, { printerId: null, copies: [copy], mark })).reprint,
        command(store),
      );
    expect(await world.get(DocumentsQueries).find('store-2', id)).toBeUndefined();
    await expect(reprint('customer', 'store-2')).rejects.toMatchObject({ code: 'document.notFound' });
    await expect(reprint('finance', 'store-1')).rejects.toMatchObject({ code: 'document.copyUnknown' });
  });

  it('of a person are sealed, and gone with that person while their number stays', async () => {
    const vault = world.get(PersonVault);
    await act(async (tx) => (await vault.create(tx, 'person-1'), true));
    const id = await write('PS', { personId: 'person-1' });
    const stored = await world.one<{ body: string }>('SELECT body FROM document WHERE id = ?', [id]);
    expect(stored?.body).not.toContain('Zhang');
    expect((await world.get(DocumentsQueries).find('store-1', id))?.body).toContain('Zhang');
    await act(async (tx) => (await vault.destroy(tx, 'person-1'), true));
    expect(await world.get(DocumentsQueries).find('store-1', id)).toMatchObject({
      number: 'PS20261120-0001',
      body: null,
    });
    await expect(
      act(async (tx) => (await documents().reprint(tx, id, { printerId: null, mark })).reprint),
    ).rejects.toMatchObject({ code: 'document.erased' });
  });
});

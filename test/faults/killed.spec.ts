import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyBooks } from '../../src/cli/verify-books.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openRooms } from '../support/world.js';
import { startProgram } from './support/processes.js';

const ROUNDS = 10;
/** Acts a round confirms before it ends, however slow the machine is. */
const ACTS = 6;
const failed = (report: Awaited<ReturnType<typeof verifyBooks>>) => report.checks.filter(({ ok }) => !ok);

describeOnBothDatabases('a server that is killed in the middle of a rush', (db) => {
  it(`keeps every act it confirmed, ${ROUNDS} times over`, async () => {
    const confirmed = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const server = startProgram('test/faults/support/desk-program.js', {
        ...db.environment,
        PREFIX: `round-${round}`,
      });
      await server.line(/^round-/);
      await pause(50 + round * 30);
      while (server.lines.length <= ACTS) await pause(5);
      server.process.kill('SIGKILL');
      expect(await server.ended()).toBe('SIGKILL');
      for (const line of server.lines) if (line !== 'ready') confirmed.add(line);
    }
    expect(failed(await verifyBooks(db.settings))).toEqual([]);
    const world = await openRooms(db, [LedgerModule, PrintingModule]);
    const kept = await world.rows<{ key: string }>(
      "SELECT idempotency_key AS key FROM journal_entry WHERE kind = 'story.creditPoint'",
    );
    const balance = await world.one("SELECT balance FROM ledger_account WHERE kind = 'points.lot'");
    await world.close();
    const keys = new Set(kept.map(({ key }) => key));
    expect([...confirmed].filter((key) => !keys.has(key))).toEqual([]);
    expect(confirmed.size).toBeGreaterThan(ROUNDS * 5);
    expect(balance).toEqual({ balance: keys.size });
  });
});

describeOnBothDatabases('a server that is asked to stop', (db) => {
  const head =
    'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n';

  async function startServer() {
    const server = startProgram('src/main.js', db.environment);
    const line = await server.line(/http:\/\//);
    const port = Number(/:(\d+)$/.exec(line)?.[1]);
    return { server, port };
  }

  async function open(port: number): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  /** Knocks until nobody opens. */
  async function untilRefused(port: number): Promise<never> {
    for (;;) {
      (await open(port)).destroy();
      await pause(50);
    }
  }

  it('finishes the request under way, takes no new one and exits with 0', async () => {
    const { server, port } = await startServer();
    const guest = await open(port);
    guest.write(`${head}a=1`);
    await pause(200);
    server.process.kill('SIGTERM');
    await expect(untilRefused(port)).rejects.toThrow(/ECONNREFUSED/);
    guest.write('&b=2');
    const [answer] = await once(guest, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 \d{3} /);
    expect(await server.ended()).toBe(0);
    expect(server.complaints.join('')).toBe('');
    expect((await verifyBooks(db.settings)).ok).toBe(true);
  });

  it('waits no longer than ten seconds for somebody who never finishes', async () => {
    const { server, port } = await startServer();
    const guest = await open(port);
    guest.on('error', () => undefined);
    guest.write(`${head}a=1`);
    await pause(200);
    const asked = performance.now();
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    guest.destroy();
  });
});

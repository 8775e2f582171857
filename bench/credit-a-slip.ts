import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { dataFiles } from '../src/platform/database/data-files.js';
import { Writer } from '../src/platform/database/writer.js';
import { credit, guest, openNight, push } from '../test/support/points.js';
import { bringCrowd } from './crowd.js';
import { countStatements, type Sent, statementsOf, statementsSoFar } from './statements.js';
import { markTrace } from './syncs.js';
import { inTemporaryVenue } from './venue.js';

export interface CreditReport {
  acts: number;
  statements: number;
  commits: number;
  /** Milliseconds an act: CPU, and as a clerk waits. */
  cpuMs: number;
  wallMs: number;
  /** The same rows as raw prepared statements, one transaction an act. */
  floorCpuMs: number;
  floorWallMs: number;
}

const CROWD = 5000;
const GUESTS = 20;
const WARM = 20;

/** One clerk, one slip after another, through the service behind the page; then the same postings without the product. */
async function measure(acts: number): Promise<CreditReport> {
  return inTemporaryVenue(async (settings) => {
    const night = await openNight({ settings });
    bringCrowd(night.house, CROWD);
    const first = await guest(night);
    const guests = [first];
    while (guests.length < GUESTS) guests.push(await guest(night));
    for (let n = 0; n < WARM + acts; n += 1) await push(night, { slipNo: `S-${n}` });
    const creditOne = (n: number) => credit(night, guests[n % GUESTS] ?? first, `S-${n}`);
    for (let n = 0; n < WARM; n += 1) await creditOne(n);
    const { database } = dataFiles(settings);
    await night.world.get(Writer).source.query('PRAGMA wal_checkpoint(TRUNCATE)');
    const before = `${database}.before`;
    copyFileSync(database, before);
    countStatements();
    const sent: Sent[][] = [];
    markTrace('begin');
    const spent = await spentOn(async () => {
      for (let n = 0; n < acts; n += 1) sent.push(await statementsOf(() => creditOne(WARM + n)));
    });
    markTrace('end');
    const statements = statementsSoFar();
    const commits = sent.flat().filter(({ sql }) => sql.startsWith('COMMIT')).length;
    await night.world.close();
    const floor = await postAgain(before, sent);
    return {
      acts,
      statements,
      commits,
      cpuMs: spent.cpuMs / acts,
      wallMs: spent.wallMs / acts,
      floorCpuMs: floor.cpuMs / acts,
      floorWallMs: floor.wallMs / acts,
    };
  });
}

/** L1: what every act wrote, into a copy from before it, with the same durability. */
async function postAgain(file: string, acts: readonly Sent[][]): Promise<Spent> {
  const raw = new Database(file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  const prepared = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? raw.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const writes = acts.map((sent) => sent.filter(({ sql }) => /^\s*(INSERT|UPDATE|DELETE)/i.test(sql)));
  const post = raw.transaction((act: readonly Sent[]) => {
    for (const { sql, params } of act) statement(sql).run(...params);
  });
  const spent = await spentOn(async () => writes.forEach((act) => post.immediate(act)));
  raw.close();
  return spent;
}

interface Spent {
  readonly cpuMs: number;
  readonly wallMs: number;
}

async function spentOn(work: () => Promise<void>): Promise<Spent> {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - start };
}

process.stdout.write(`${JSON.stringify(await measure(Number(process.argv[2] ?? 100)))}\n`);

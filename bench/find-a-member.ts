import Database from 'better-sqlite3';
import { MemberFinder } from '../src/cards/member-finder.js';
import { pinyinIndex } from '../src/members/rules/pinyin-index.js';
import { dataFiles } from '../src/platform/database/data-files.js';
import type { DeskContext } from '../src/staff/desk-context.js';
import { at, hire, openHouse } from '../test/support/people.js';
import { openWorld } from '../test/support/world.js';
import { bringCrowd, type Known } from './crowd.js';
import { percentile } from './numbers.js';
import { statementsOf } from './statements.js';
import { inTemporaryVenue } from './venue.js';

export interface FindReport {
  members: number;
  seededInS: number;
  searches: FoundBy[];
}

/** Milliseconds of one kind of keys in the one box, and of its query alone as one prepared statement. */
export interface FoundBy {
  kind: string;
  p50: number;
  p99: number;
  floorP50: number;
  floorP99: number;
}

const KEYS: readonly { readonly kind: string; readonly of: (member: Known) => string }[] = [
  { kind: 'phone tail', of: ({ phone }) => phone.slice(-4) },
  { kind: 'pinyin', of: ({ name }) => pinyinIndex(name).initials[0] ?? '' },
  { kind: 'Han name', of: ({ name }) => name },
  { kind: 'card', of: ({ cardNo }) => cardNo },
];
const WARM = 20;

async function measure(members: number, times: number): Promise<FindReport> {
  return inTemporaryVenue(async (settings) => {
    const world = await openWorld({ settings });
    const house = await openHouse(world);
    const desk = at(house, await hire(house, '8001', 'CLERK'));
    const start = performance.now();
    const known = bringCrowd(house, members);
    const seededInS = (performance.now() - start) / 1000;
    const withPhone = known.filter(({ phone }) => phone !== '');
    const every = Math.floor(withPhone.length / (WARM + times));
    const asked = withPhone.filter((_, n) => n % every === 0).slice(0, WARM + times);
    const raw = new Database(dataFiles(settings).database, { readonly: true });
    const searches: FoundBy[] = [];
    for (const { kind, of } of KEYS)
      searches.push({ kind, ...(await timesOf(world.get(MemberFinder), desk, raw, asked.map(of))) });
    raw.close();
    await world.close();
    return { members, seededInS, searches };
  });
}

/** The product and the floor take turns, so that a noisy machine is noisy for both. */
async function timesOf(
  finder: MemberFinder,
  desk: DeskContext,
  raw: Database.Database,
  texts: readonly string[],
): Promise<Omit<FoundBy, 'kind'>> {
  const [product, floor]: [number[], number[]] = [[], []];
  for (const text of texts) {
    const query = (await statementsOf(() => finder.find(desk, text, 20)))[0];
    if (!query) throw new Error('nothing was asked');
    const statement = raw.prepare(query.sql);
    floor.push(await timeOf(async () => statement.all(...query.params)));
    product.push(await timeOf(() => finder.find(desk, text, 20)));
  }
  const [found, alone] = [product.slice(WARM), floor.slice(WARM)];
  return {
    p50: percentile(found, 0.5),
    p99: percentile(found, 0.99),
    floorP50: percentile(alone, 0.5),
    floorP99: percentile(alone, 0.99),
  };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

process.stdout.write(
  `${JSON.stringify(await measure(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 100)))}\n`,
);

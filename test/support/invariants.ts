import { Reader } from '../../src/platform/database/reader.js';
import { Verifier } from '../../src/platform/journal/verify.js';
import type { World } from './world.js';

/** The product's own `verify`, as every night close runs it: ledger, journal chain, seals, documents. */
export async function expectBooksToBalance(world: World): Promise<void> {
  const { checks } = await world.get(Verifier).run(world.get(Reader));
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks.length).toBeGreaterThan(0);
}

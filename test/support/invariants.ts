import { DataSource } from 'typeorm';
import { inSnapshot } from '../../src/platform/database/snapshot.js';
import { Verifier, type VerifyReport } from '../../src/platform/journal/verify.js';
import type { World } from './world.js';

/** The product's own `verify` on one state of the books, also while jobs of the house go on writing. */
export function verifyReport(world: World): Promise<VerifyReport> {
  return inSnapshot(world.get(DataSource), (db) => world.get(Verifier).run(db));
}

/** Names of the checks that `verify` finds broken. */
export async function failedChecks(world: World): Promise<string[]> {
  return (await verifyReport(world)).checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

/** As every night close asks it: ledger, journal chain, seals, documents. */
export async function expectBooksToBalance(world: World): Promise<void> {
  const { checks } = await verifyReport(world);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks.length).toBeGreaterThan(0);
}

import { DataSource } from 'typeorm';
import { KeyFileError } from '../platform/crypto/key-ring.js';
import { inSnapshot } from '../platform/database/snapshot.js';
import { StartupError } from '../platform/database/startup-error.js';
import { Verifier, type VerifyReport } from '../platform/journal/verify.js';
import type { Settings } from '../platform/settings/settings.js';
import { openHouse } from './open-house.js';

/**
 * Recomputes everything that must hold, on one state of the database, also while the server works on it. A database that
 * cannot be opened is itself the finding (`database.opens`).
 */
export async function verifyBooks(settings: Settings): Promise<VerifyReport> {
  try {
    const house = await openHouse(settings, 'reading');
    try {
      const report = await inSnapshot(house.get(DataSource), (db) => house.get(Verifier).run(db));
      return { ...report, checks: [{ name: 'database.opens', ok: true, detail: '' }, ...report.checks] };
    } finally {
      await house.close();
    }
  } catch (error) {
    if (!(error instanceof StartupError || error instanceof KeyFileError)) throw error;
    return { ok: false, checks: [{ name: 'database.opens', ok: false, detail: error.message }] };
  }
}

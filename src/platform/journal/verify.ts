import type { SqlReads } from '../database/sql-reads.js';

/** One thing that must hold. `run` resolves with the faults it found, in words an operator can act on. */
export interface VerifyCheck {
  readonly name: string;
  run(db: SqlReads): Promise<string[]>;
}

export interface VerifyReport {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string }[];
}

const SHOWN = 5;

/** Collects the checks of all rooms; `npm run verify`, the night close and every test of value run them. */
export class Verifier {
  private readonly checks: VerifyCheck[];

  /** `first`: what runs before the checks of any room. */
  constructor(first: readonly VerifyCheck[]) {
    this.checks = [...first];
  }

  register(...checks: VerifyCheck[]): void {
    this.checks.push(...checks);
  }

  async run(db: SqlReads): Promise<VerifyReport> {
    const results: VerifyReport['checks'] = [];
    for (const check of this.checks) {
      const faults = await check.run(db);
      const more = faults.length > SHOWN ? ` (+${faults.length - SHOWN})` : '';
      results.push({ name: check.name, ok: faults.length === 0, detail: faults.slice(0, SHOWN).join('; ') + more });
    }
    return { ok: results.every(({ ok }) => ok), checks: results };
  }
}

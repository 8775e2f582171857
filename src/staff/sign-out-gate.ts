import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HeldThing } from './custody-registry.js';

type LeavingCheck = (db: SqlReads, staffId: string, deskId: string) => Promise<readonly HeldThing[]>;

/** What keeps a person at a counter PC: nobody signs out there and goes home with a drawer still open (000-17). */
@Injectable()
export class SignOutGate {
  private readonly checks: LeavingCheck[] = [];

  register(check: LeavingCheck): void {
    this.checks.push(check);
  }

  async keeping(db: SqlReads, staffId: string, deskId: string): Promise<HeldThing[]> {
    const kept: HeldThing[] = [];
    for (const check of this.checks) kept.push(...(await check(db, staffId, deskId)));
    return kept;
  }
}

import { Injectable } from '@nestjs/common';
import type { Command } from './command.js';
import type { SqlReads } from './sql-reads.js';

type ActCheck = (db: SqlReads, command: Command) => Promise<void>;

/** What must still hold when an act is written, whatever the page said that it came from: asked inside the act's own unit. */
@Injectable()
export class ActChecks {
  private readonly checks: ActCheck[] = [];

  register(check: ActCheck): void {
    this.checks.push(check);
  }

  /** Throws what a check throws. */
  async pass(db: SqlReads, command: Command): Promise<void> {
    for (const check of this.checks) await check(db, command);
  }
}

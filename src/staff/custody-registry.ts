import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** Something a person must hand over before they go: a text key with its parameters, and the page where it is done. */
export interface HeldThing {
  readonly key: string;
  readonly params?: ErrorParams;
  readonly href?: string;
}

type CustodyCheck = (db: SqlReads, staffId: string) => Promise<readonly HeldThing[]>;

/** What may be in a person's hand: books, keys, gifts, safe slots, bags. Rooms that give custody register here. */
@Injectable()
export class CustodyRegistry {
  private readonly checks: CustodyCheck[] = [];

  register(check: CustodyCheck): void {
    this.checks.push(check);
  }

  async heldBy(db: SqlReads, staffId: string): Promise<HeldThing[]> {
    const held: HeldThing[] = [];
    for (const check of this.checks) held.push(...(await check(db, staffId)));
    return held;
  }
}

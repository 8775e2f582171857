import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { DeskContext } from '../staff/desk-context.js';

/** Something of a guest in one sentence: a text key with its parameters, and the page where it is settled. */
export interface GuestMatter {
  readonly key: string;
  readonly params?: ErrorParams;
  readonly href?: string;
}

type OpenCheck = (db: SqlReads, membershipId: string) => Promise<readonly GuestMatter[]>;

/** What ends with the guest: told before, and done by an act of its room in the unit of the erasure. */
export interface Ending {
  told(db: SqlReads, membershipId: string): Promise<readonly GuestMatter[]>;
  end(tx: Tx, membershipId: string, by: { readonly desk: DeskContext; readonly reason: string }): Promise<void>;
}

/** On which terms a guest is forgotten. Rooms that hold something of value register here what must be settled first, and what ends. */
@Injectable()
export class ErasureTerms {
  private readonly checks: OpenCheck[] = [];
  private readonly endings: Ending[] = [];

  register(check: OpenCheck): void {
    this.checks.push(check);
  }

  ends(ending: Ending): void {
    this.endings.push(ending);
  }

  /** What is still open for a membership: nobody could settle it once the guest is forgotten. */
  async open(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const open: GuestMatter[] = [];
    for (const check of this.checks) open.push(...(await check(db, membershipId)));
    return open;
  }

  async told(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const told: GuestMatter[] = [];
    for (const ending of this.endings) told.push(...(await ending.told(db, membershipId)));
    return told;
  }

  async end(tx: Tx, membershipId: string, by: Parameters<Ending['end']>[2]): Promise<void> {
    for (const ending of this.endings) await ending.end(tx, membershipId, by);
  }
}

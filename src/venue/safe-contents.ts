import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { HandoverLine, HandoverObstacle } from './handover-parts.js';

/** A desk at the end of its business day. */
export interface DeskNight {
  readonly storeId: string;
  readonly deskId: string;
  readonly businessDate: string;
  /** No other desk of the store is still to be sealed tonight: what belongs to no desk goes into the safe with this one. */
  readonly last: boolean;
}

/** The first number of a book that is still blank: looked at again in the morning before anybody tears a sheet off. */
export interface FirstBlank {
  /** Stable name, letters and digits only; also the form field. */
  readonly key: string;
  readonly labelKey: string;
  readonly labelParams?: ErrorParams;
  readonly number: string;
}

/** What a room leaves for the night (003E-075…077). */
export interface SafePart {
  /** Where on the list: lower comes first. */
  readonly order: number;
  /** Piles that the last clerk holds against each other: receipts against remaining copies. */
  piles?(db: SqlReads, night: DeskNight): Promise<readonly HandoverLine[]>;
  /** What is laid into the safe before the guard. */
  contents?(db: SqlReads, night: DeskNight): Promise<readonly HandoverLine[]>;
  obstacles?(db: SqlReads, night: DeskNight): Promise<readonly HandoverObstacle[]>;
  blanks?(db: SqlReads, night: DeskNight): Promise<readonly FirstBlank[]>;
  /** In the unit that seals: custody passes to the safe, `witnessId` beside it. */
  laidIn?(tx: Tx, night: DeskNight, witnessId: string): Promise<void>;
  /** In the unit that accepts the night: custody passes to whoever opened, `witnessId` beside them. */
  takenOut?(tx: Tx, night: DeskNight, witnessId: string): Promise<void>;
}

/** Rooms register what lies in the safe at night: invoice books, receipts, valuables, cash bags. */
@Injectable()
export class SafeContents {
  private readonly parts: SafePart[] = [];

  register(part: SafePart): void {
    this.parts.push(part);
    this.parts.sort((a, b) => a.order - b.order);
  }

  async piles(db: SqlReads, night: DeskNight): Promise<HandoverLine[]> {
    const lines: HandoverLine[] = [];
    for (const part of this.parts) lines.push(...((await part.piles?.(db, night)) ?? []));
    return lines;
  }

  async contents(db: SqlReads, night: DeskNight): Promise<HandoverLine[]> {
    const lines: HandoverLine[] = [];
    for (const part of this.parts) lines.push(...((await part.contents?.(db, night)) ?? []));
    return lines;
  }

  async obstacles(db: SqlReads, night: DeskNight): Promise<HandoverObstacle[]> {
    const found: HandoverObstacle[] = [];
    for (const part of this.parts) found.push(...((await part.obstacles?.(db, night)) ?? []));
    return found;
  }

  async blanks(db: SqlReads, night: DeskNight): Promise<FirstBlank[]> {
    const found: FirstBlank[] = [];
    for (const part of this.parts) found.push(...((await part.blanks?.(db, night)) ?? []));
    return found;
  }

  async laidIn(tx: Tx, night: DeskNight, witnessId: string): Promise<void> {
    for (const part of this.parts) await part.laidIn?.(tx, night, witnessId);
  }

  async takenOut(tx: Tx, night: DeskNight, witnessId: string): Promise<void> {
    for (const part of this.parts) await part.takenOut?.(tx, night, witnessId);
  }
}

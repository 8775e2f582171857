import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** Where and when the thing lay: who was there between these instants (ms) may be its owner. */
export interface HintedStay {
  readonly storeId: string;
  /** The room, in each spelling under which it is known; never none. */
  readonly rooms: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** Somebody who may be the owner: a text key with its parameters (`time` is added from `at`). */
export interface OwnerHint {
  readonly textKey: string;
  readonly params: Readonly<Record<string, string>>;
  readonly at: number;
  readonly membershipId: string | null;
  /** Somebody without a card who left name and phone with a reservation, in clear: show them masked. */
  readonly guest: { readonly holdId: string; readonly name: string; readonly phone: string } | null;
}

/** Somebody who can be called: a member, or a guest who left a phone. */
export interface Guest {
  readonly room: string;
  readonly from: number;
  readonly until: number;
  /** The membership, or what alone tells this guest from the next. */
  readonly who: string;
}

/** A room that knows who was where: bills, reservations. */
export interface OwnerHintSource {
  /** Of one room, the newest first, ten at most. */
  hints(db: SqlReads, stay: HintedStay): Promise<readonly OwnerHint[]>;
  /** Whoever can be called, of all rooms, in one look. */
  guests(db: SqlReads, stay: Omit<HintedStay, 'rooms'>): Promise<readonly Guest[]>;
}

@Injectable()
export class OwnerHintSources {
  private readonly sources: OwnerHintSource[] = [];

  register(...sources: readonly OwnerHintSource[]): void {
    this.sources.push(...sources);
  }

  async hints(db: SqlReads, stay: HintedStay): Promise<OwnerHint[]> {
    const found: OwnerHint[] = [];
    for (const source of this.sources) found.push(...(await source.hints(db, stay)));
    return found;
  }

  async guests(db: SqlReads, stay: Omit<HintedStay, 'rooms'>): Promise<Guest[]> {
    const found: Guest[] = [];
    for (const source of this.sources) found.push(...(await source.guests(db, stay)));
    return found;
  }
}

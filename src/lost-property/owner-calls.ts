import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { placeholders } from '../platform/database/sql-text.js';
import { ITEM_COLUMNS, type ItemRow } from './lost-items.js';
import { type Guest, OwnerHintSources } from './owner-hint-source.js';
import { stayOf } from './owner-hints.js';
import { ON_HAND } from './rules/item-life.js';
import { roomsOf } from './rules/places.js';

const HOUR_MS = 3_600_000;
/** Later a thing goes its way to General Affairs; who was not reached by then is looked for from its page. */
const FRESH_MS = 72 * HOUR_MS;
/** Whoever did not answer is tried again on the next shift. */
const AGAIN_AFTER_MS = 8 * HOUR_MS;

/** A thing with one of the people who said no: `answerId` is null when nobody did. */
interface AnsweredItem extends ItemRow {
  readonly answerId: string | null;
  readonly membershipId: string | null;
}

interface Waiting {
  readonly item: ItemRow;
  /** Members who are settled about it; a null stands for one of the others. */
  readonly settled: (string | null)[];
}

/** The house calls first (民法典 314): things whose owner may be known by bill, card or reservation, and nobody has called yet. */
@Injectable()
export class OwnerCalls {
  constructor(
    private readonly reader: Reader,
    private readonly sources: OwnerHintSources,
    private readonly clock: Clock,
  ) {}

  /**
   * Newest first. What the police must have is nobody's to be called about. Whoever said it is not theirs, or has another number by now, ends it
   * for themselves; the others who had the room are still to be called. Every page of the desk asks, so the things are read once, and once from
   * each source whoever had any room around them.
   */
  async waiting(storeId: string): Promise<ItemRow[]> {
    const waiting = await this.uncalled(storeId);
    const stays = waiting.map(({ item }) => stayOf(item));
    if (stays.length === 0) return [];
    const from = Math.min(...stays.map((stay) => stay.from));
    const until = Math.max(...stays.map((stay) => stay.until));
    const guests = await this.sources.guests(this.reader, { storeId, from, until });
    const rooms = [...new Set(guests.map(({ room }) => room))];
    return waiting.flatMap(({ item, settled }) =>
      isAnybodyLeft(guestsAround(item, guests, rooms), settled) ? item : [],
    );
  }

  private async uncalled(storeId: string): Promise<Waiting[]> {
    const now = this.clock.now();
    const rows = await this.reader.rows<AnsweredItem>(
      `SELECT ${ITEM_COLUMNS}, a.id AS answer_id, a.membership_id FROM lost_item i
       LEFT JOIN lost_contact a ON a.item_id = i.id AND a.outcome IN ('NOT_THEIRS', 'WRONG_NUMBER')
       WHERE i.store_id = ? AND i.state IN ${placeholders(ON_HAND.length)} AND i.category <> 'DANGEROUS' AND i.registered_at > ?
       AND NOT EXISTS (SELECT 1 FROM lost_contact c WHERE c.item_id = i.id
         AND (c.outcome = 'WILL_COME' OR (c.outcome IN ('NO_ANSWER', 'CALL_LATER') AND c.at > ?)))
       AND NOT EXISTS (SELECT 1 FROM lost_claim m LEFT JOIN lost_claim_result r ON r.claim_id = m.id WHERE m.item_id = i.id AND r.claim_id IS NULL)
       ORDER BY i.registered_at DESC, i.id DESC`,
      [storeId, ...ON_HAND, now - FRESH_MS, now - AGAIN_AFTER_MS],
    );
    const waiting = new Map<string, Waiting>();
    for (const row of rows) {
      const known = waiting.get(row.id) ?? { item: row, settled: [] };
      if (row.answerId !== null) known.settled.push(row.membershipId);
      waiting.set(row.id, known);
    }
    return [...waiting.values()];
  }
}

/** Who had the room a thing lay in, around the time it was found. */
function guestsAround(item: ItemRow, guests: readonly Guest[], rooms: readonly string[]): Set<string> {
  const { from, until } = stayOf(item);
  const named = roomsOf(item.place, rooms);
  const there = guests.filter((guest) => named.includes(guest.room) && guest.from <= until && guest.until >= from);
  return new Set(there.map(({ who }) => who));
}

/** An answer of nobody in particular counts for one of those who were there. */
function isAnybodyLeft(people: Set<string>, settled: readonly (string | null)[]): boolean {
  for (const membershipId of settled) if (membershipId !== null) people.delete(membershipId);
  return people.size > settled.filter((membershipId) => membershipId === null).length;
}

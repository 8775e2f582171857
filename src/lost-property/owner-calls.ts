import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { placeholders } from '../platform/database/sql-text.js';
import { ITEM_COLUMNS, type ItemRow } from './lost-items.js';
import type { OwnerHint } from './owner-hint-source.js';
import { OwnerHints } from './owner-hints.js';
import { ON_HAND } from './rules/item-life.js';

const HOUR_MS = 3_600_000;
/** After three days a thing goes its way to General Affairs; who was not reached by then is looked for from its page. */
const FRESH_MS = 72 * HOUR_MS;
/** Whoever did not answer is tried again on the next shift. */
const AGAIN_AFTER_MS = 8 * HOUR_MS;
/** The desk is told of the newest; each look costs a glance at bills and reservations, so it ends somewhere. */
const MOST = 8;
const LOOKED_AT = 100;

interface Result {
  readonly itemId: string;
  readonly membershipId: string | null;
}

/** The house calls first (民法典 314): things whose owner may be known by bill, card or reservation, and nobody has called yet. */
@Injectable()
export class OwnerCalls {
  constructor(
    private readonly reader: Reader,
    private readonly hints: OwnerHints,
    private readonly clock: Clock,
  ) {}

  /**
   * Newest first. What the police must have is nobody's to be called about. Whoever said it is not theirs, or has another number by now, ends it
   * for themselves; the others who had the room are still to be called.
   */
  async waiting(storeId: string): Promise<ItemRow[]> {
    const now = this.clock.now();
    const items = await this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i
       WHERE i.store_id = ? AND i.state IN ${placeholders(ON_HAND.length)} AND i.category <> 'DANGEROUS' AND i.registered_at > ?
       AND NOT EXISTS (SELECT 1 FROM lost_contact c WHERE c.item_id = i.id
         AND (c.outcome = 'WILL_COME' OR (c.outcome IN ('NO_ANSWER', 'CALL_LATER') AND c.at > ?)))
       AND NOT EXISTS (SELECT 1 FROM lost_claim m LEFT JOIN lost_claim_result r ON r.claim_id = m.id WHERE m.item_id = i.id AND r.claim_id IS NULL)
       ORDER BY i.registered_at DESC, i.id DESC LIMIT ?`,
      [storeId, ...ON_HAND, now - FRESH_MS, now - AGAIN_AFTER_MS, LOOKED_AT],
    );
    const results = await this.results(items);
    const found: ItemRow[] = [];
    for (const item of items) {
      if (found.length === MOST) break;
      const visits = await this.hints.visits(item);
      if (
        isAnybodyLeft(
          visits,
          results.filter(({ itemId }) => itemId === item.id),
        )
      )
        found.push(item);
    }
    return found;
  }

  /** What is settled about single people: not theirs, or no number of theirs. */
  private async results(items: readonly ItemRow[]): Promise<Result[]> {
    if (items.length === 0) return [];
    return this.reader.rows<Result>(
      `SELECT item_id, membership_id FROM lost_contact WHERE outcome IN ('NOT_THEIRS', 'WRONG_NUMBER') AND item_id IN ${placeholders(items.length)}`,
      items.map(({ id }) => id),
    );
  }
}

/** A result about nobody in particular counts for one of those who were hinted at. */
function isAnybodyLeft(visits: readonly OwnerHint[], results: readonly Result[]): boolean {
  const people = new Set(visits.flatMap(({ membershipId, guest }) => membershipId ?? guest?.phone ?? []));
  for (const { membershipId } of results) if (membershipId !== null) people.delete(membershipId);
  return people.size > results.filter(({ membershipId }) => membershipId === null).length;
}

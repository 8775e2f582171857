import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { placeholders } from '../platform/database/sql-text.js';
import { ITEM_COLUMNS, type ItemRow } from './lost-items.js';
import { OwnerHints } from './owner-hints.js';
import { ON_HAND } from './rules/item-life.js';

const HOUR_MS = 3_600_000;
/** After three days a thing goes its way to General Affairs; who was not reached by then is looked for from its page. */
const FRESH_MS = 72 * HOUR_MS;
/** Whoever did not answer is tried again on the next shift. */
const AGAIN_AFTER_MS = 8 * HOUR_MS;
/** The desk is told of the newest; each costs a look at bills and reservations. */
const MOST = 8;

/** The house calls first (民法典 314): things whose owner may be known by bill, card or reservation, and nobody has called yet. */
@Injectable()
export class OwnerCalls {
  constructor(
    private readonly reader: Reader,
    private readonly hints: OwnerHints,
    private readonly clock: Clock,
  ) {}

  /** Newest first. What the police must have is nobody's to be called about. */
  async waiting(storeId: string): Promise<ItemRow[]> {
    const now = this.clock.now();
    const items = await this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i
       WHERE i.store_id = ? AND i.state IN ${placeholders(ON_HAND.length)} AND i.category <> 'DANGEROUS' AND i.registered_at > ?
       AND NOT EXISTS (SELECT 1 FROM lost_contact c WHERE c.item_id = i.id AND (c.outcome NOT IN ('NO_ANSWER', 'CALL_LATER') OR c.at > ?))
       AND NOT EXISTS (SELECT 1 FROM lost_claim m LEFT JOIN lost_claim_result r ON r.claim_id = m.id WHERE m.item_id = i.id AND r.claim_id IS NULL)
       ORDER BY i.registered_at DESC LIMIT ?`,
      [storeId, ...ON_HAND, now - FRESH_MS, now - AGAIN_AFTER_MS, MOST],
    );
    const found: ItemRow[] = [];
    for (const item of items) {
      const visits = await this.hints.visits(item);
      if (visits.some(({ membershipId, guest }) => membershipId !== null || guest !== null)) found.push(item);
    }
    return found;
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock/clock.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { assertOnHand } from './holding.js';
import { LostItems } from './lost-items.js';
import { LostReveal } from './lost-reveal.entity.js';

/** Tasks in which somebody may look at the details before there is a claim; the claim's own reveal is written with the description. */
export const REVEAL_TASKS = ['CONTACT', 'PHOTO', 'COUNT', 'POLICE'] as const;
export type RevealTask = (typeof REVEAL_TASKS)[number] | 'CLAIM';
/** A row of this kind shows nobody anything: it counts an answer that was wrong. */
export const WRONG_ANSWER = 'WRONG_ANSWER';

/** Somebody who saw the details, and when. */
export interface Seen {
  readonly name: string;
  readonly at: number;
}

const GOOD_FOR_MS = 15 * 60_000;

/** Who saw the details of which thing, for which task. The server sends none without a row here, whatever the page looks like. */
@Injectable()
export class Reveals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: LostItems,
    private readonly clock: Clock,
  ) {}

  /** Throws `page.notFound` for another store's thing and `lost.reveal.none` for a task nobody has, `lost.item.transition` when the thing is gone. */
  async reveal(desk: DeskContext, requestKey: string, itemId: string, task: string): Promise<void> {
    const known = REVEAL_TASKS.find((name) => name === task);
    if (!known) throw new DomainError('lost.reveal.none');
    await this.uow.run(commandAt(desk, 'lost.reveal', requestKey, { itemId, task }), async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      // the police may ask about a thing that is gone; nobody else has a reason to look
      if (known !== 'POLICE') assertOnHand(item, 'reveal');
      await this.write(tx, itemId, known);
      return { itemId };
    });
  }

  async write(tx: Tx, itemId: string, task: RevealTask): Promise<void> {
    await tx.insert(LostReveal, { id: uuidv7(), itemId, task, byId: tx.command.actorId, at: tx.now });
  }

  /** Whether this person may see the details now. */
  async isOpen(db: SqlReads, desk: DeskContext, itemId: string): Promise<boolean> {
    const since = this.clock.now() - GOOD_FOR_MS;
    const row = await db.one(
      'SELECT r.id FROM lost_reveal r JOIN lost_item i ON i.id = r.item_id ' +
        `WHERE r.item_id = ? AND r.by_id = ? AND r.at > ? AND i.store_id = ? AND r.task <> '${WRONG_ANSWER}' LIMIT 1`,
      [itemId, desk.person.id, since, desk.store.id],
    );
    return row !== undefined;
  }

  /** Who had seen the details when a claim was described, each with the last time: what they wrote down may be what they saw. */
  seenBefore(db: SqlReads, claim: { readonly id: string; readonly itemId: string }): Promise<Seen[]> {
    return db.rows<Seen>(
      'SELECT s.name, MAX(r.at) AS at FROM lost_reveal r JOIN staff s ON s.id = r.by_id ' +
        `WHERE r.item_id = ? AND r.id < ? AND r.task <> '${WRONG_ANSWER}' GROUP BY s.id, s.name ORDER BY MAX(r.at) DESC, s.name`,
      [claim.itemId, claim.id],
    );
  }

  /** Throws `lost.reveal.none`. */
  async assertOpen(db: SqlReads, desk: DeskContext, itemId: string): Promise<void> {
    if (!(await this.isOpen(db, desk, itemId))) throw new DomainError('lost.reveal.none');
  }
}

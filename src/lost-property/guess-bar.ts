import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { LostBarLift } from './lost-bar-lift.entity.js';
import { LostItems } from './lost-items.js';
import { LostReveal } from './lost-reveal.entity.js';
import { WRONG_ANSWER } from './reveals.js';

const WRONG_AT_MOST = 3;
const BARRED_HOURS = 24;

/** Nobody guesses a thing into their hands (003E-046): wrong answers and claims sent away, of all claimants together, bar it for a day. */
@Injectable()
export class GuessBar {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: LostItems,
    private readonly coSigner: OnSpotCoSigner,
  ) {}

  /** Remembers a wrong answer to the private question. */
  async countWrong(tx: Tx, itemId: string): Promise<void> {
    await tx.insert(LostReveal, { id: uuidv7(), itemId, task: WRONG_ANSWER, byId: tx.command.actorId, at: tx.now });
  }

  /** Throws `lost.claim.barred {count, hours}`. */
  async assertOpen(tx: Tx, itemId: string): Promise<void> {
    const count = await this.misses(tx, itemId, tx.now);
    if (count >= WRONG_AT_MOST) throw new DomainError('lost.claim.barred', { count, hours: BARRED_HOURS });
  }

  async isBarred(db: SqlReads, itemId: string, now: number): Promise<boolean> {
    return (await this.misses(db, itemId, now)) >= WRONG_AT_MOST;
  }

  /**
   * The duty supervisor has spoken with the guest and lets the thing be claimed again: own PIN, a reason, a row that stays.
   * Throws `lost.bar.none`, `text.required` on `reason`, PIN refusals.
   */
  async lift(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    typed: string,
    supervisor: TypedCoSign,
  ): Promise<Outcome<{ itemId: string }>> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    const signer = await this.coSigner.verify(desk, 'lost.liftBar', supervisor);
    const command = commandAt(desk, 'lost.liftBar', requestKey, { itemId, reason }, [signer]);
    return this.uow.run(command, async (tx) => {
      await this.items.ofStore(tx, desk.store.id, itemId);
      if (!(await this.isBarred(tx, itemId, tx.now))) throw new DomainError('lost.bar.none');
      const lift = { id: uuidv7(), itemId, reason, byId: desk.person.id, supervisorId: signer.staffId, at: tx.now };
      await tx.insert(LostBarLift, lift);
      return { itemId };
    });
  }

  /** Within 24 hours, and since the last time somebody lifted the bar. */
  private async misses(db: SqlReads, itemId: string, now: number): Promise<number> {
    const lifted = await db.one<{ at: number | null }>('SELECT MAX(at) AS at FROM lost_bar_lift WHERE item_id = ?', [
      itemId,
    ]);
    const since = Math.max(now - BARRED_HOURS * 3_600_000, lifted?.at ?? 0);
    const rows = await db.rows(
      `SELECT id FROM lost_reveal WHERE item_id = ? AND task = '${WRONG_ANSWER}' AND at > ?
       UNION ALL SELECT c.id FROM lost_claim c JOIN lost_claim_result r ON r.claim_id = c.id
       WHERE c.item_id = ? AND r.outcome = 'REJECTED' AND r.at > ?`,
      [itemId, since, itemId, since],
    );
    return rows.length;
  }
}

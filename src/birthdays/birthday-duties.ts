import { Injectable } from '@nestjs/common';
import type { GuestMatter } from '../members/erasure-terms.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HeldThing } from '../staff/custody-registry.js';
import type { DayObstacle } from '../venue/day-gate.js';
import type { HandedShift, HandoverLine, HandoverObstacle, HandoverPart } from '../venue/handover-parts.js';
import { PolicyService } from '../venue/policy.service.js';
import { returnDueOn } from './rules/finance-days.js';
import { GiftCustody, type InHandRow } from './gift-custody.js';

/** What goes from hand to hand at handover, and what must be cleared before the day ends. */
@Injectable()
export class BirthdayDuties implements HandoverPart {
  readonly order = 45;

  constructor(
    private readonly custody: GiftCustody,
    private readonly policies: PolicyService,
  ) {}

  /** What a manager drew for guests is counted by the manager; the standby stock, and what was drawn in a shift, goes from bag to bag (H16). */
  async lines(db: SqlReads, { storeId, countedElsewhere }: HandedShift): Promise<HandoverLine[]> {
    const inShifts = await this.drawnInShifts(db, storeId);
    const inHand = (await this.custody.inHand(db, storeId)).filter(
      ({ entryId }) => entryId === null || inShifts.has(entryId),
    );
    const expected = inHand.reduce((sum, { pieces }) => sum + pieces, 0);
    const line = (key: string, count: number, href: string, touch: boolean) => ({
      key,
      href,
      touch,
      expected: count,
      labelKey: `birthdays.handover.${key}`,
    });
    const lines = [
      line('birthdayGifts', expected, '/birthdays/hand', countedElsewhere !== 1),
      line('birthdaySlips', await this.openSlips(db, storeId), '/birthdays/slips', false),
    ];
    return lines.filter((each) => each.expected > 0);
  }

  /** A gift given without a word about the signature does not leave the shift. */
  async obstacles(db: SqlReads, { storeId }: HandedShift): Promise<HandoverObstacle[]> {
    const count = await this.openSlips(db, storeId);
    return count === 0 ? [] : [{ key: 'birthdays.gate.slips', params: { count }, href: '/birthdays/slips' }];
  }

  /** 003E-029: what was not given goes back on the next day on which Finance is there, before that day is closed. */
  async dayObstacles(db: SqlReads, storeId: string, businessDate: string): Promise<DayObstacle[]> {
    const late = await this.dueBack(db, storeId, businessDate);
    const count = late.reduce((sum, { pieces }) => sum + pieces, 0);
    return count === 0 ? [] : [{ key: 'birthdays.gate.returns', params: { count }, href: '/birthdays/hand' }];
  }

  /** Gifts in hand whose guest did not come and whose day of return has come. */
  async dueBack(db: SqlReads, storeId: string, today: string): Promise<InHandRow[]> {
    const { shifts } = await this.policies.current(db, storeId, today);
    const inHand = await this.custody.inHand(db, storeId);
    return inHand.filter(({ onDate }) => onDate !== null && returnDueOn(onDate, shifts.finance) <= today);
  }

  /** Whoever holds gifts for birthdays hands them over before leaving the house. */
  async heldBy(db: SqlReads, staffId: string): Promise<HeldThing[]> {
    const row = await db.one<{ n: number; storeId: string }>(
      "SELECT COUNT(*) AS n, MAX(v.store_id) AS store_id FROM birthday_gift_move v WHERE v.by_id = ? AND v.kind IN ('DRAW', 'STANDBY') " +
        "AND EXISTS (SELECT 1 FROM ledger_account a WHERE a.kind = 'gift.hand' AND a.owner = v.store_id AND a.part = COALESCE(v.entry_id, 'standby') AND a.balance > 0)",
      [staffId],
    );
    if (!row || row.n === 0) return [];
    return [{ key: 'birthdays.handover.birthdayGifts', href: '/birthdays/hand' }];
  }

  /** A gift drawn for a guest and not settled, or the line on its slip not yet. */
  async openFor(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const rows = await db.rows<{ id: string; onDate: string }>(
      `SELECT e.id, e.on_date FROM birthday_entry e WHERE e.membership_id = ? AND (e.slip_state = 'OPEN' OR EXISTS
         (SELECT 1 FROM ledger_account a WHERE a.kind = 'gift.hand' AND a.owner = e.store_id AND a.part = e.id AND a.balance > 0)) ORDER BY e.id`,
      [membershipId],
    );
    return rows.map(({ id, onDate: date }) => ({
      key: 'members.erase.open.birthday',
      params: { date },
      href: `/birthdays/${id}`,
    }));
  }

  /** Birthdays whose gifts a clerk drew within a shift. */
  private async drawnInShifts(db: SqlReads, storeId: string): Promise<Set<string>> {
    const rows = await db.rows<{ entryId: string }>(
      `SELECT DISTINCT v.entry_id FROM birthday_gift_move v JOIN journal_entry j ON j.journal_id = v.journal_id
       WHERE v.store_id = ? AND v.kind IN ('DRAW', 'ASSIGN') AND v.entry_id IS NOT NULL AND j.shift_id IS NOT NULL`,
      [storeId],
    );
    return new Set(rows.map(({ entryId }) => entryId));
  }

  async openSlips(db: SqlReads, storeId: string): Promise<number> {
    const row = await db.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM birthday_entry WHERE store_id = ? AND slip_state = 'OPEN'",
      [storeId],
    );
    return row?.n ?? 0;
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { MemberTokens } from '../members/member-tokens.js';
import { AgeRefusal } from './age-refusal.entity.js';

/** A refusal and the entry that came after it, if one did: the supervisor sees both (H29). */
export interface RefusalRow {
  readonly id: string;
  readonly at: number;
  readonly byId: string;
  readonly enrolmentId: string | null;
  readonly membershipId: string | null;
  readonly enteredAt: number | null;
  readonly enteredBy: string | null;
}

/** 003E-094, counter-practice 1.29: who is under age is turned away politely; that it happened is kept, who it was is not. */
@Injectable()
export class AgeRefusals {
  constructor(private readonly tokens: MemberTokens) {}

  /** One row a draft, however often the button is pressed. `phone` only marks the guest for this night. */
  async record(tx: Tx, refusal: { draftId: string; phone: string | null; businessDate: string }): Promise<string> {
    const known = await tx.one<{ id: string }>('SELECT id FROM age_refusal WHERE draft_id = ?', [refusal.draftId]);
    if (known) return known.id;
    const id = uuidv7();
    const { storeId, actorId } = tx.command;
    await tx.insert(AgeRefusal, {
      id,
      storeId,
      draftId: refusal.draftId,
      nightMark: this.mark(storeId, refusal.businessDate, refusal.phone),
      businessDate: refusal.businessDate,
      at: tx.now,
      byId: actorId,
    });
    return id;
  }

  /** The refusal that this entry corrects: of the same draft, or of the same phone on the same night. */
  async before(tx: Tx, entry: { draftId: string; phone: string | null; businessDate: string }): Promise<string | null> {
    const mark = this.mark(tx.command.storeId, entry.businessDate, entry.phone);
    const row = await tx.one<{ id: string }>(
      'SELECT id FROM age_refusal WHERE draft_id = ? OR night_mark = ? LIMIT 1',
      [entry.draftId, mark],
    );
    return row?.id ?? null;
  }

  /** Refusals of a store, newest first. */
  list(db: SqlReads, storeId: string, limit = 100): Promise<RefusalRow[]> {
    return db.rows<RefusalRow>(
      'SELECT r.id, r.at, r.by_id, e.id AS enrolment_id, e.membership_id, e.at AS entered_at, e.entered_by FROM age_refusal r ' +
        'LEFT JOIN enrolment e ON e.after_refusal_id = r.id WHERE r.store_id = ? ORDER BY r.id DESC LIMIT ?',
      [storeId, limit],
    );
  }

  private mark(storeId: string, businessDate: string, phone: string | null): string | null {
    return phone === null ? null : this.tokens.nightMark(storeId, businessDate, phone);
  }
}

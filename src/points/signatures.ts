import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import type { GuestMatter } from '../members/erasure-terms.js';
import type { Command, Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { PointsSignature } from './points-signature.entity.js';
import { isSignatureOutcome, type SignatureState } from './rules/signature-outcome.js';

/** A merchant copy on the pile (003E-005). */
export interface MerchantCopy {
  readonly confirmationId: string;
  readonly documentNo: string;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly points: number;
  readonly clerkName: string;
  readonly tail: string;
  readonly at: number;
  readonly businessDate: string;
  readonly state: SignatureState;
}

const MOST_AT_ONCE = 200;

const STATE =
  "COALESCE((SELECT g.state FROM points_signature g WHERE g.confirmation_id = p.id ORDER BY g.id DESC LIMIT 1), 'TO_SIGN')";

const COPY = `SELECT p.id AS confirmation_id, d.number AS document_no, s.slip_no, s.room_no, p.points, p.clerk_name,
  SUBSTR(k.card_no, LENGTH(k.card_no) - 3) AS tail, p.at, p.business_date, ${STATE} AS state
  FROM points_confirmation p JOIN document d ON d.id = p.document_id JOIN slip s ON s.id = p.slip_id JOIN card k ON k.id = p.card_id`;

const SETTLED = 'EXISTS (SELECT 1 FROM points_signature g WHERE g.confirmation_id = p.id)';

/** Nobody signs for points that were taken back the moment they turned out wrong. */
const WAITING = `NOT ${SETTLED} AND NOT EXISTS
  (SELECT 1 FROM points_adjustment u WHERE u.confirmation_id = p.id AND u.cause = 'UNDO')`;

/** 待签 → 已签 / 客人拒签 / 客人已离开: ticked one by one or for the whole pile. */
@Injectable()
export class Signatures {
  constructor(private readonly units: UnitOfWork) {}

  /** Throws `points.signature.none`, `points.signature.state`, `page.notFound` for another store's copy. */
  settle(command: Command, confirmationIds: readonly string[], outcome: string): Promise<Outcome<{ settled: number }>> {
    return this.units.run(command, (tx) => this.tick(tx, [...new Set(confirmationIds)], outcome));
  }

  /** What still waits for a signature, of whatever day, the longest waiting first. */
  toSign(db: SqlReads, storeId: string): Promise<MerchantCopy[]> {
    return db.rows<MerchantCopy>(`${COPY} WHERE p.store_id = ? AND ${WAITING} ORDER BY p.at, p.id LIMIT ?`, [
      storeId,
      MOST_AT_ONCE,
    ]);
  }

  /** Merchant copies of a member that wait for the signature. */
  async openOf(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const rows = await db.rows<MerchantCopy>(`${COPY} WHERE p.membership_id = ? AND ${WAITING} ORDER BY p.id`, [
      membershipId,
    ]);
    return rows.map(({ documentNo: number }) => ({
      key: 'members.erase.open.copy',
      params: { number },
      href: '/points/signatures',
    }));
  }

  /** Every merchant copy of a business day, newest first; an unsigned copy of an undone credit is none any more. */
  ofDay(db: SqlReads, storeId: string, businessDate: string): Promise<MerchantCopy[]> {
    return db.rows<MerchantCopy>(
      `${COPY} WHERE p.store_id = ? AND p.business_date = ? AND ((${WAITING}) OR ${SETTLED}) ORDER BY p.at DESC, p.id DESC LIMIT ?`,
      [storeId, businessDate, MOST_AT_ONCE],
    );
  }

  async stateOf(db: SqlReads, confirmationId: string): Promise<SignatureState> {
    const row = await db.one<{ state: SignatureState }>(
      'SELECT state FROM points_signature WHERE confirmation_id = ? ORDER BY id DESC LIMIT 1',
      [confirmationId],
    );
    return row?.state ?? 'TO_SIGN';
  }

  private async tick(tx: Tx, ids: readonly string[], outcome: string): Promise<{ settled: number }> {
    if (ids.length === 0 || ids.length > MOST_AT_ONCE) throw new DomainError('points.signature.none', {}, 'ids');
    if (!isSignatureOutcome(outcome)) throw new DomainError('points.signature.state', {}, 'outcome');
    const own = await tx.rows(
      `SELECT id FROM points_confirmation WHERE store_id = ? AND id IN ${placeholders(ids.length)}`,
      [tx.command.storeId, ...ids],
    );
    if (own.length !== ids.length) throw new DomainError('page.notFound');
    for (const confirmationId of ids) {
      await tx.insert(PointsSignature, {
        id: uuidv7(),
        confirmationId,
        state: outcome,
        byId: tx.command.actorId,
        at: tx.now,
      });
    }
    return { settled: ids.length };
  }
}

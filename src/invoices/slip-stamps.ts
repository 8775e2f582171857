import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { type ClaimKeeper, SlipClaims, type SlipChange, type StandingClaim } from '../slips/slip-claims.js';
import { InvoiceChange } from './invoice-change.entity.js';
import { InvoicePart } from './invoice-part.entity.js';
import { dayOf } from './invoice-commands.js';
import { ownNumbers } from './invoice-rows.js';
import { RedDues } from './red-dues.js';
import type { SourceRef } from './sources/source.js';

/** Which invoice a payment bears, for the sentence 「已开:{time} {clerk},发票号 {no}」. */
export interface Stamp {
  readonly invoiceId: string;
  /** Of several sheets first and last. */
  readonly number: string;
  readonly clerkName: string;
  readonly at: number;
}

interface PartSum {
  readonly invoiceId: string;
  readonly sourceKind: SourceRef['kind'];
  readonly fen: number;
}

/** 「发票已开」 (003E-071): the slip itself says that it was invoiced, and keeps saying it when the till replaces it. */
@Injectable()
export class SlipStamps implements ClaimKeeper {
  readonly kind = 'invoice';

  constructor(
    private readonly claims: SlipClaims,
    private readonly dues: RedDues,
  ) {}

  /** Puts the stamp on, or takes it off, as the invoices now stand; what was red due may be so no more. Bills on account bear it too. */
  async refresh(tx: Tx, ref: SourceRef): Promise<void> {
    if (ref.kind !== 'SLIP' && ref.kind !== 'ACCOUNT') return;
    const standing = (await this.claims.standing(tx, ref.id)).find(({ kind }) => kind === this.kind);
    const stamp = await lastStamp(tx, ref.id);
    if (stamp && !standing) {
      await this.claims.take(tx, {
        slipId: ref.id,
        kind: this.kind,
        refId: uuidv7(),
        holderId: stamp.invoiceId,
        tail: stamp.number.slice(-8),
        clerkName: stamp.clerkName,
      });
    }
    if (!stamp && standing) await this.claims.release(tx, this.kind, standing.refId);
    await this.dues.refresh(tx, ref.id);
  }

  /**
   * A change of the slip is one of what it allows, not of what it bears: the difference is red due. On a replacement (反结账) what was invoiced counts
   * for the new slip from now on; the stamp itself was carried over by the slips.
   */
  async recount(tx: Tx, claim: StandingClaim, change: SlipChange): Promise<void> {
    if (change.slipId !== claim.slipId) await this.moveAll(tx, claim, change);
    for (const slipId of new Set([claim.slipId, change.slipId])) await this.dues.refresh(tx, slipId);
  }

  private async moveAll(tx: Tx, claim: StandingClaim, change: SlipChange): Promise<void> {
    const parts = await tx.rows<PartSum>(
      `SELECT invoice_id, source_kind, SUM(amount_fen) AS fen FROM invoice_part WHERE source_id = ? AND source_kind IN ('SLIP', 'ACCOUNT')
       GROUP BY invoice_id, source_kind HAVING SUM(amount_fen) <> 0 ORDER BY invoice_id`,
      [claim.slipId],
    );
    for (const part of parts) await this.move(tx, part, claim.slipId, change.slipId);
    await tx.run("UPDATE invoice_refund_wait SET source_id = ? WHERE source_id = ? AND state IN ('WAITING', 'READY')", [
      change.slipId,
      claim.slipId,
    ]);
  }

  private async move(tx: Tx, { invoiceId, sourceKind, fen }: PartSum, from: string, to: string): Promise<void> {
    const changeId = uuidv7();
    await tx.insert(InvoiceChange, {
      id: changeId,
      invoiceId,
      kind: 'MOVED',
      reason: 'REPLACED',
      amountFen: fen,
      proof: null,
      note: null,
      shiftId: tx.shiftId,
      businessDate: dayOf(tx),
      at: tx.now,
      byId: tx.command.actorId,
      coSignerId: null,
      documentId: null,
    });
    for (const [sourceId, amountFen] of [
      [from, -fen],
      [to, fen],
    ] as const) {
      await tx.insert(InvoicePart, { id: uuidv7(), invoiceId, changeId, sourceKind, sourceId, amountFen, at: tx.now });
    }
  }
}

/** The last invoice that still stands on a payment, or undefined. */
export async function lastStamp(db: SqlReads, sourceId: string): Promise<Stamp | undefined> {
  const row = await db.one<Omit<Stamp, 'number'>>(
    `SELECT i.id AS invoice_id, i.at, s.name AS clerk_name FROM invoice i JOIN staff s ON s.id = i.clerk_id
     WHERE (SELECT SUM(p.amount_fen) FROM invoice_part p WHERE p.invoice_id = i.id AND p.source_id = ?) > 0 AND i.id IN (
       SELECT invoice_id FROM invoice_part WHERE source_id = ?) ORDER BY i.at DESC, i.id DESC LIMIT 1`,
    [sourceId, sourceId],
  );
  return row && { ...row, number: await ownNumbers(db, row.invoiceId) };
}

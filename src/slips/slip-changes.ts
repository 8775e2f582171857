import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../kernel/canonical-json.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { RefundGate } from './refund-gate.js';
import { SlipClaims } from './slip-claims.js';
import { SlipFollowers } from './slip-followers.js';
import { SlipRefundTender } from './slip-refund-tender.entity.js';
import { SlipRefund } from './slip-refund.entity.js';
import { figuresBySlip, slipByNo, type SlipRow } from './slip-rows.js';
import { SlipStoredValues } from './slip-stored-values.js';
import { Slips } from './slips.js';
import { normalSlipNo, type SlipContent, type SlipSource } from './rules/slip-content.js';
import type { SlipTender } from './rules/slip-figures.js';

export interface RefundInput {
  readonly slipNo: string;
  /** The till's own number of the refund: it is counted once. */
  readonly refundNo: string;
  readonly tenders: readonly SlipTender[];
}

/** What happens to a slip after it was settled. Whatever it had served is put right in the same unit. */
@Injectable()
export class SlipChanges {
  constructor(
    private readonly slips: Slips,
    private readonly claims: SlipClaims,
    private readonly gate: RefundGate,
    private readonly values: SlipStoredValues,
    private readonly followers: SlipFollowers,
  ) {}

  /**
   * Money paid back on a settled slip. The same refund number with the same tenders is the same refund. `waiting` = nothing was paid back yet:
   * something else is put right first, and the same number is asked again later (H14).
   * Throws `slips.notFound`, `slips.unsettled`, `slips.refund.empty | different | tooMuch`.
   */
  async refund(
    tx: Tx,
    input: RefundInput,
  ): Promise<{ slipId: string; refundId: string; repeated: boolean; waiting?: boolean }> {
    const slip = await this.settled(tx, input.slipNo);
    const refundNo = normalSlipNo(input.refundNo, 'refundNo');
    const tenders = input.tenders.filter(({ amountFen }) => amountFen !== 0);
    const known = await knownRefund(tx, refundNo);
    if (known) {
      const same = known.slipId === slip.id && tendersText(known.tenders) === tendersText(tenders);
      if (!same) throw new DomainError('slips.refund.different', { refundNo }, 'refundNo');
      return { slipId: slip.id, refundId: known.id, repeated: true };
    }
    await assertRefundable(tx, slip, tenders);
    if (await this.gate.mustWait(tx, { slip, refundNo, tenders }))
      return { slipId: slip.id, refundId: '', repeated: false, waiting: true };
    const refundId = uuidv7();
    await tx.insert(SlipRefund, { id: refundId, slipId: slip.id, storeId: slip.storeId, refundNo, receivedAt: tx.now });
    for (const [position, { kind, amountFen }] of tenders.entries()) {
      await tx.insert(SlipRefundTender, { refundId, position, kind, amountFen });
    }
    await this.followers.refunded(tx, { refundId, tenders, slipNo: slip.slipNo });
    await this.claims.changed(tx, slip.id, { cause: 'REFUND', refId: refundId, slipId: slip.id });
    return { slipId: slip.id, refundId, repeated: false };
  }

  /**
   * 反结账: the till voids a settled slip and settles another in its place; what the old one served moves to the new one.
   * Throws `slips.notFound`, `slips.unsettled`, `slips.replaced`, `slips.replacement.*`.
   */
  async replace(
    tx: Tx,
    oldSlipNo: string,
    content: SlipContent,
    source: SlipSource,
  ): Promise<{ slipId: string; repeated: boolean }> {
    const old = await this.settled(tx, oldSlipNo);
    if (content.settledAt === null) throw new DomainError('slips.replacement.unsettled', {}, 'settledAt');
    const { slipId, arrival } = await this.slips.receive(tx, content, source);
    if (slipId === old.id) throw new DomainError('slips.replacement.same', {}, 'slipNo');
    if (old.replacedById === slipId && arrival === 'SAME') return { slipId, repeated: true };
    if (old.replacedById !== null)
      throw new DomainError('slips.replaced', { slipNo: await numberOf(tx, old.replacedById) }, 'slipNo');
    if (arrival !== 'NEW' && !(await isFree(tx, slipId))) throw new DomainError('slips.replacement.used', {}, 'slipNo');
    await tx.run('UPDATE slip SET replaced_by_id = ? WHERE id = ?', [slipId, old.id]);
    await tx.run('UPDATE slip SET replaces_id = ? WHERE id = ?', [old.id, slipId]);
    await this.values.move(tx, old.slipNo, normalSlipNo(content.slipNo), slipId);
    await this.values.assertTells(tx, { ...content, slipNo: normalSlipNo(content.slipNo) });
    await this.claims.changed(tx, old.id, { cause: 'REPLACEMENT', refId: slipId, slipId });
    return { slipId, repeated: false };
  }

  private async settled(tx: Tx, slipNo: string): Promise<SlipRow> {
    const slip = await slipByNo(tx, tx.command.storeId, normalSlipNo(slipNo));
    if (!slip) throw new DomainError('slips.notFound', {}, 'slipNo');
    if (slip.settledAt === null) throw new DomainError('slips.unsettled', {}, 'slipNo');
    return slip;
  }
}

/** Free to take another's place: not linked already, and serving nothing. */
async function isFree(tx: Tx, slipId: string): Promise<boolean> {
  const row = await tx.one<{ taken: number }>(
    "SELECT (SELECT COUNT(*) FROM slip_claim WHERE slip_id = ? AND released = '') + " +
      '(SELECT COUNT(*) FROM slip WHERE id = ? AND (replaces_id IS NOT NULL OR replaced_by_id IS NOT NULL OR settled_at IS NULL)) + ' +
      "(SELECT COUNT(*) FROM slip_conflict WHERE slip_id = ? AND state = 'OPEN') AS taken",
    [slipId, slipId, slipId],
  );
  return row?.taken === 0;
}

async function assertRefundable(tx: Tx, slip: SlipRow, tenders: readonly SlipTender[]): Promise<void> {
  const whole = tenders.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen > 0);
  if (!whole) throw new DomainError('slips.amount.invalid', {}, 'tenders');
  if (tenders.length === 0) throw new DomainError('slips.refund.empty', {}, 'tenders');
  if (slip.replacedById !== null) {
    throw new DomainError('slips.replaced', { slipNo: await numberOf(tx, slip.replacedById) }, 'slipNo');
  }
  const figures = (await figuresBySlip(tx, [slip])).get(slip.id);
  const paid = total(figures?.tenders ?? []);
  const before = total(figures?.refunds ?? []);
  if (before + total(tenders) > paid)
    throw new DomainError('slips.refund.tooMuch', { paidFen: paid, refundedFen: before }, 'tenders');
}

async function knownRefund(tx: Tx, refundNo: string) {
  const row = await tx.one<{ id: string; slipId: string }>(
    'SELECT id, slip_id FROM slip_refund WHERE store_id = ? AND refund_no = ?',
    [tx.command.storeId, refundNo],
  );
  if (!row) return undefined;
  const tenders = await tx.rows<SlipTender>('SELECT kind, amount_fen FROM slip_refund_tender WHERE refund_id = ?', [
    row.id,
  ]);
  return { ...row, tenders };
}

async function numberOf(tx: Tx, slipId: string): Promise<string> {
  return (await tx.one<{ slipNo: string }>('SELECT slip_no FROM slip WHERE id = ?', [slipId]))?.slipNo ?? '';
}

function tendersText(tenders: readonly SlipTender[]): string {
  const texts = tenders.map(({ kind, amountFen }) => canonicalJson({ kind, amountFen }));
  return texts.toSorted((a, b) => (a < b ? -1 : 1)).join();
}

function total(tenders: readonly SlipTender[]): number {
  return tenders.reduce((acc, { amountFen }) => acc + amountFen, 0);
}

import type { Tx } from '../platform/database/tx.js';
import type { AskedRefund } from '../slips/refund-gate.js';
import { figuresBySlip, type SlipRow } from '../slips/slip-rows.js';
import type { InvoicePolicy } from '../venue/rules/invoice-policy.js';
import { WAIT, type WaitRow } from './refund-wait-rows.js';
import { refundParts } from './rules/invoiceable.js';
import { atUseFen, spentFen } from './sources/lot-rows.js';
import type { SourceRef } from './sources/source.js';

/** What a till asks back of one part of its slip. */
export interface AskedPart {
  readonly ref: SourceRef;
  readonly amountFen: number;
}

/** What of a till's refund could be invoiced, by part of the slip: its own first, then the bill on account. */
export async function askedParts(
  tx: Tx,
  slip: SlipRow,
  tenders: AskedRefund['tenders'],
  policy: InvoicePolicy,
): Promise<AskedPart[]> {
  const { tenders: paid = [], refunds = [] } = (await figuresBySlip(tx, [slip])).get(slip.id) ?? {};
  const value = (list: AskedRefund['tenders']) =>
    list.reduce((sum, { kind, amountFen }) => sum + (kind === 'STORED_VALUE' ? amountFen : 0), 0);
  const leftFen = value(paid) - value(refunds) - value(tenders);
  const stored = { spentFen: await spentFen(tx, slip), atUseFen: await atUseFen(tx, slip), leftFen };
  const parts = refundParts({ tenders, ...stored }, policy);
  return (['SLIP', 'ACCOUNT'] as const)
    .map((kind) => ({ ref: { kind, id: slip.id }, amountFen: parts[kind] }))
    .filter(({ amountFen }) => amountFen > 0);
}

/** The desk took the request under its own number; the till's refund of that amount is it. */
export async function readyFor(tx: Tx, asked: readonly AskedPart[]): Promise<WaitRow | undefined> {
  for (const { ref, amountFen } of asked) {
    const ready = await tx.one<WaitRow>(
      `${WAIT} WHERE w.source_kind = ? AND w.source_id = ? AND w.state = 'READY' AND w.amount_fen = ? ORDER BY w.requested_at, w.id LIMIT 1`,
      [ref.kind, ref.id, amountFen],
    );
    if (ready) return ready;
  }
  return undefined;
}

/** The same refund waits for what stands on the other part of its slip. */
export async function waitFor(tx: Tx, id: string, { ref, amountFen }: AskedPart): Promise<void> {
  await tx.run(
    "UPDATE invoice_refund_wait SET source_kind = ?, amount_fen = ?, state = 'WAITING', settled_at = NULL WHERE id = ?",
    [ref.kind, amountFen, id],
  );
}

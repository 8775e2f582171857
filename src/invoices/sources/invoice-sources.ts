import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { SlipTender } from '../../slips/rules/slip-figures.js';
import { figuresBySlip, slipById, type SlipRow } from '../../slips/slip-rows.js';
import type { InvoicePolicy } from '../../venue/rules/invoice-policy.js';
import type { TenderKind } from '../../venue/rules/tender-kinds.js';
import {
  accountInvoiceable,
  feeInvoiceable,
  ITEM_OF,
  lotInvoiceable,
  reserved,
  slipInvoiceable,
  standFor,
  zeroReason,
} from '../rules/invoiceable.js';
import { feeOf } from './fee-rows.js';
import { atUseFen, lotOf, spentFen } from './lot-rows.js';
import type { NotInvoiced, Source, SourceRef } from './source.js';

/** What a payment allows to be invoiced is worked out from its own room each time; nobody types it (facts 3.5; 003E-069). */
@Injectable()
export class InvoiceSources {
  /** Throws `page.notFound` for what is not of this store. */
  of(db: SqlReads, storeId: string, ref: SourceRef, policy: InvoicePolicy): Promise<Source> {
    if (ref.kind === 'LOT') return this.lot(db, storeId, ref.id);
    if (ref.kind === 'FEE') return this.fee(db, storeId, ref.id);
    return this.slip(db, storeId, ref, policy);
  }

  async all(db: SqlReads, storeId: string, refs: readonly SourceRef[], policy: InvoicePolicy): Promise<Source[]> {
    const sources: Source[] = [];
    for (const ref of refs) sources.push(await this.of(db, storeId, ref, policy));
    return sources;
  }

  private async slip(db: SqlReads, storeId: string, ref: SourceRef, policy: InvoicePolicy): Promise<Source> {
    const slip = await slipById(db, storeId, ref.id);
    if (!slip) throw new DomainError('page.notFound');
    const { tenders = [], refunds = [] } = (await figuresBySlip(db, [slip])).get(slip.id) ?? {};
    const money = { tenders, refunds, atUseFen: await atUseFen(db, slip) };
    const rounded = await roundedFen(db, storeId, slip.slipNo);
    const [own, bill] = [
      { kind: 'SLIP', id: slip.id },
      { kind: 'ACCOUNT', id: slip.id },
    ] as const;
    const paid = reserved(
      slipInvoiceable({ ...money, invoicedFen: await invoicedFen(db, own) }, policy),
      rounded + (await readyFen(db, own)),
    );
    const owed = reserved(
      accountInvoiceable({ ...money, invoicedFen: await invoicedFen(db, bill) }),
      await readyFen(db, bill),
    );
    if (ref.kind === 'ACCOUNT') return { ...slipSource(slip, ref), money: standFor(owed, paid), notInvoiced: [] };
    const parts = slip.keyedFen === null ? tenders : await withCards(db, slip, tenders);
    const notInvoiced = [...zeros(parts, policy, money.atUseFen), ...waived(rounded)];
    return { ...slipSource(slip, ref), money: standFor(paid, owed), notInvoiced };
  }

  private async lot(db: SqlReads, storeId: string, id: string): Promise<Source> {
    const lot = await lotOf(db, storeId, id);
    if (!lot) throw new DomainError('page.notFound');
    const rounded = await roundedFen(db, storeId, lot.number);
    const returnedFen = lot.returnedFen + rounded;
    const money = lotInvoiceable({ ...lot, returnedFen, invoicedFen: await invoicedFen(db, { kind: 'LOT', id }) });
    const reasons: NotInvoiced[] = [
      { reason: 'BONUS', fen: lot.bonusFen },
      { reason: 'RETURNED', fen: lot.returnedFen },
      { reason: 'AT_USE', fen: lot.invoiceMode === 'AT_USE' ? lot.principalFen : 0 },
      { reason: 'INVOICED_BEFORE', fen: lot.invoicedBefore ? lot.principalFen : 0 },
    ];
    const notInvoiced = [...reasons.filter(({ fen }) => fen > 0), ...waived(rounded)];
    const ref: SourceRef = { kind: 'LOT', id };
    return { ...plainSource(ref, lot), money: reserved(money, await readyFen(db, ref)), notInvoiced };
  }

  private async fee(db: SqlReads, storeId: string, id: string): Promise<Source> {
    const fee = await feeOf(db, storeId, id);
    if (!fee) throw new DomainError('page.notFound');
    const ref: SourceRef = { kind: 'FEE', id };
    const rounded = await roundedFen(db, storeId, fee.number);
    const money = feeInvoiceable({ feeFen: fee.feeFen - rounded, invoicedFen: await invoicedFen(db, ref) });
    return { ...plainSource(ref, fee), money, notInvoiced: waived(rounded) };
  }
}

/** Σ blue − red and void on a payment. */
export async function invoicedFen(db: SqlReads, { kind, id }: SourceRef): Promise<number> {
  const row = await db.one<{ fen: number }>(
    'SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM invoice_part WHERE source_kind = ? AND source_id = ?',
    [kind, id],
  );
  return row?.fen ?? 0;
}

/** 抹零 on a sale: what the guest did not pay is not invoiced. */
async function roundedFen(db: SqlReads, storeId: string, number: string): Promise<number> {
  const row = await db.one<{ fen: number }>(
    `SELECT COALESCE(SUM(a.amount_fen), 0) AS fen FROM drawer_act a JOIN shift s ON s.id = a.shift_id
     WHERE a.kind = 'shifts.roundedDown' AND a.reference = ? AND s.store_id = ?
       AND NOT EXISTS (SELECT 1 FROM undone_paper u WHERE u.document_id = a.document_id)`,
    [number, storeId],
  );
  return row?.fen ?? 0;
}

/** What was keyed from a paper is money; what cards paid on its number stands beside it. */
async function withCards(db: SqlReads, slip: SlipRow, tenders: readonly SlipTender[]): Promise<SlipTender[]> {
  return [...tenders, { kind: 'STORED_VALUE', amountFen: await spentFen(db, slip) }];
}

function waived(fen: number): NotInvoiced[] {
  return fen > 0 ? [{ reason: 'ROUNDED', fen }] : [];
}

/** Refunds of a payment that were released and not paid yet. */
async function readyFen(db: SqlReads, { kind, id }: SourceRef): Promise<number> {
  const row = await db.one<{ fen: number }>(
    "SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM invoice_refund_wait WHERE source_kind = ? AND source_id = ? AND state = 'READY'",
    [kind, id],
  );
  return row?.fen ?? 0;
}

function slipSource(slip: SlipRow, ref: SourceRef): Omit<Source, 'money' | 'notInvoiced'> {
  return {
    ...ref,
    item: ITEM_OF[ref.kind],
    number: slip.slipNo,
    roomNo: slip.roomNo,
    visitNo: slip.visitNo,
    paidAt: slip.settledAt,
    replaced: slip.replacedById !== null,
  };
}

function plainSource(ref: SourceRef, { number, paidAt }: { number: string; paidAt: number }) {
  return { ...ref, number, paidAt, item: ITEM_OF[ref.kind], roomNo: '', visitNo: null, replaced: false };
}

/** What of a slip is not invoiced on it, summed by reason. */
function zeros(
  tenders: readonly { readonly kind: TenderKind; readonly amountFen: number }[],
  policy: InvoicePolicy,
  atUse: number,
): NotInvoiced[] {
  const sums = new Map<NotInvoiced['reason'], number>();
  for (const { kind, amountFen } of tenders) {
    const reason = zeroReason(kind, policy);
    if (reason !== null) sums.set(reason, (sums.get(reason) ?? 0) + amountFen);
  }
  if (atUse > 0) sums.set('STORED_VALUE', (sums.get('STORED_VALUE') ?? 0) - atUse);
  return [...sums].map(([reason, fen]) => ({ reason, fen })).filter(({ fen }) => fen > 0);
}

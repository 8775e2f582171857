import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan, parseYuan } from '../kernel/money.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { AskedRefund } from '../slips/refund-gate.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { dayOf } from './invoice-commands.js';
import { InvoicePapers } from './invoice-papers.js';
import { InvoiceRefundWait } from './invoice-refund-wait.entity.js';
import { askedParts, readyFor, waitFor } from './refund-asked.js';
import { deskOfTill, WAIT, waitByNo, type WaitRow, type WaitState } from './refund-wait-rows.js';
import { InvoiceSources } from './sources/invoice-sources.js';
import type { SourceRef } from './sources/source.js';

/** 退款受理单 (H14): money asked back for what is invoiced waits until the invoice is voided or red; the desk counts the days. */
@Injectable()
export class RefundWaits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sources: InvoiceSources,
    private readonly policies: PolicyService,
    private readonly papers: InvoicePapers,
  ) {}

  /** At the desk, before the till pays anything. Throws `invoices.refund.free` when nothing needs to wait, `invoices.refund.tooMuch`. */
  async request(
    desk: DeskContext,
    requestKey: string,
    ref: SourceRef,
    amount: string,
  ): Promise<Outcome<{ waitId: string; documentId: string }>> {
    const amountFen = parseYuan(amount, { field: 'amount', minFen: 1 });
    const input = { kind: ref.kind, id: ref.id, amountFen };
    return this.uow.run(commandOfTheDay(desk, 'invoices.requestRefund', requestKey, input), async (tx) => {
      const { money } = await this.source(tx, ref);
      if (amountFen > money.paidFen)
        throw new DomainError('invoices.refund.tooMuch', { max: formatYuan(money.paidFen) }, 'amount');
      if (!mustWait(money, amountFen + (await this.pendingFen(tx, ref))))
        throw new DomainError('invoices.refund.free', {}, 'amount');
      return this.write(tx, desk, ref, { amountFen, refNo: null, tenders: [] });
    });
  }

  /**
   * A till asks to pay money back. True = it waits, written down under the till's own number; the same number again is the same wait. Once the
   * invoice is red the next arrival goes through and the wait is done.
   */
  async hold(tx: Tx, { slip, refundNo, tenders }: AskedRefund): Promise<boolean> {
    const known = await waitByNo(tx, slip.storeId, refundNo);
    if (known?.state === 'DROPPED') throw new DomainError('invoices.refund.dropped', { number: known.number });
    const { invoices } = await this.policies.current(tx, slip.storeId, dayOf(tx));
    const asked = await askedParts(tx, slip, tenders, invoices);
    const ready = known?.state === 'READY' ? known : await readyFor(tx, asked);
    if (ready) await settle(tx, ready.id, 'READY', 'DONE');
    for (const { ref, amountFen } of asked) {
      if (ready?.sourceKind === ref.kind || !mustWait((await this.source(tx, ref)).money, amountFen)) continue;
      if (known) await waitFor(tx, known.id, { ref, amountFen });
      else await this.write(tx, null, ref, { amountFen, refNo: refundNo, tenders });
      return true;
    }
    if (known?.state === 'WAITING') await settle(tx, known.id, 'WAITING', 'DONE');
    return false;
  }

  /** What stood on this payment was taken back: refunds that it now allows may be paid. Part of the take-back's unit. */
  async released(tx: Tx, { kind, id }: SourceRef): Promise<void> {
    const waiting = await tx.rows<WaitRow>(
      `${WAIT} WHERE w.source_id = ? AND w.state = 'WAITING' ORDER BY w.requested_at, w.id`,
      [id],
    );
    for (const each of kind === 'SLIP' || kind === 'ACCOUNT' ? (['SLIP', 'ACCOUNT'] as const) : [kind]) {
      const mine = waiting.filter(({ sourceKind }) => sourceKind === each);
      if (mine.length > 0) await this.free(tx, { kind: each, id }, mine);
    }
  }

  private async free(tx: Tx, ref: SourceRef, waiting: readonly WaitRow[]): Promise<void> {
    let freeFen = (await this.source(tx, ref)).money.openFen;
    for (const wait of waiting) {
      if (wait.amountFen > freeFen) continue;
      freeFen -= wait.amountFen;
      await settle(tx, wait.id, 'WAITING', 'READY');
    }
  }

  /** The guest gave it up, or a ready one of the desk's own was paid at the till. Throws `page.notFound`, `invoices.refund.settled`. */
  async close(desk: DeskContext, requestKey: string, waitId: string, state: 'DONE' | 'DROPPED'): Promise<void> {
    await this.uow.run(commandAt(desk, 'invoices.requestRefund', requestKey, { waitId, state }), async (tx) => {
      const wait = await tx.one<WaitRow>(`${WAIT} WHERE w.id = ? AND w.store_id = ?`, [waitId, tx.command.storeId]);
      if (!wait) throw new DomainError('page.notFound');
      if (state === 'DONE' && wait.state !== 'READY') throw new DomainError('invoices.refund.notReady');
      if (wait.state === 'DONE' || wait.state === 'DROPPED') throw new DomainError('invoices.refund.settled');
      await settle(tx, waitId, wait.state, state);
      return { waitId };
    });
  }

  /** Open ones of a store, oldest first. */
  open(db: SqlReads, storeId: string): Promise<WaitRow[]> {
    return db.rows<WaitRow>(
      `${WAIT} WHERE w.store_id = ? AND w.state IN ('WAITING', 'READY') ORDER BY w.requested_at, w.id`,
      [storeId],
    );
  }

  private source(tx: Tx, ref: SourceRef) {
    return this.policies
      .current(tx, tx.command.storeId, dayOf(tx))
      .then(({ invoices }) => this.sources.of(tx, tx.command.storeId, ref, invoices));
  }

  private async pendingFen(tx: Tx, { kind, id }: SourceRef): Promise<number> {
    const row = await tx.one<{ fen: number }>(
      "SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM invoice_refund_wait WHERE source_kind = ? AND source_id = ? AND state = 'WAITING'",
      [kind, id],
    );
    return row?.fen ?? 0;
  }

  private async write(
    tx: Tx,
    desk: DeskContext | null,
    ref: SourceRef,
    { amountFen, refNo, tenders }: { amountFen: number; refNo: string | null; tenders: AskedRefund['tenders'] },
  ): Promise<{ waitId: string; documentId: string }> {
    const source = await this.source(tx, ref);
    const paper = await this.papers.print(tx, desk ?? (await deskOfTill(tx)), {
      kind: 'invoice-refund-wait',
      prefix: 'TS',
      titleKey: 'waitTitle',
      lines: [
        { key: 'sources', value: source.number },
        { key: 'room', value: source.roomNo || '—' },
        { key: 'invoiced', value: formatYuan(source.money.invoicedFen) },
        { key: 'amount', value: formatYuan(amountFen), big: true },
      ],
      copies: [{ name: 'guest' }, { name: 'file', sign: 'guest' }],
    });
    const waitId = uuidv7();
    await tx.insert(InvoiceRefundWait, {
      id: waitId,
      storeId: tx.command.storeId,
      number: paper.number,
      sourceKind: ref.kind,
      sourceId: ref.id,
      refNo: refNo ?? paper.number,
      amountFen,
      tenders: JSON.stringify(tenders),
      state: 'WAITING',
      requestedBy: tx.command.actorId,
      requestedAt: tx.now,
      businessDate: dayOf(tx),
      settledAt: null,
      documentId: paper.id,
    });
    return { waitId, documentId: paper.id };
  }
}

/** Invoices may never exceed what is paid (invariant a): if they would after this refund, it waits. */
function mustWait({ paidFen, invoicedFen }: { paidFen: number; invoicedFen: number }, refundFen: number): boolean {
  return refundFen > 0 && paidFen - refundFen < invoicedFen;
}

async function settle(tx: Tx, id: string, from: WaitState, to: WaitState): Promise<void> {
  const settledAt = to === 'READY' ? null : tx.now;
  const moved = await tx.run('UPDATE invoice_refund_wait SET state = ?, settled_at = ? WHERE id = ? AND state = ?', [
    to,
    settledAt,
    id,
    from,
  ]);
  if (moved !== 1) throw new DomainError('invoices.refund.settled');
}

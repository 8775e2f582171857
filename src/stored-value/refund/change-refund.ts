import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { EndRefund } from './end-refund.js';
import { InvoicedLots } from './invoiced-lots.js';
import { LotRedNote } from './lot-red-note.entity.js';
import { handOf } from './refund-hand.js';
import { RefundPapers } from './refund-papers.js';
import { RefundSteps } from './refund-steps.js';
import { RefundsQueries } from './refunds.queries.js';

/** A refund is called off before anything was paid, or its invoice has been made void or red. */
@Injectable()
export class ChangeRefund {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: RefundsQueries,
    private readonly invoiced: InvoicedLots,
    private readonly steps: RefundSteps,
    private readonly end: EndRefund,
    private readonly papers: RefundPapers,
    private readonly ledger: Ledger,
  ) {}

  /** Everything goes back to the lots it came from. Throws `page.notFound`, `refund.reasonRequired`, `refund.transition` once something was paid. */
  async cancel(desk: DeskContext, key: string, refundId: string, typedReason: string): Promise<{ documentId: string }> {
    const reason = cleanText(typedReason, { max: 200, field: 'reason' });
    if (reason === '') throw new DomainError('refund.reasonRequired', {}, 'reason');
    const command = commandOfTheDay(desk, 'refunds.cancel', key, { refundId, reason });
    const { result } = await this.uow.run(command, async (tx) => {
      const refund = await this.queries.find(tx, desk.store.id, refundId);
      if (!refund) throw new DomainError('page.notFound');
      await this.steps.take(tx, refundId, 'cancel', reason);
      const paper = await this.papers.cancelled(tx, refund, reason, handOf(desk));
      await this.giveBack(tx, refund.documentId, paper.id);
      return { documentId: paper.id };
    });
    return result;
  }

  /**
   * The invoices of the top-ups no longer stand: the money may go out. `number` is the red invoice's where the house did not write
   * the first one itself. Throws `page.notFound`, `refund.redNumber`, `refund.stillInvoiced`, `refund.transition`.
   */
  async release(desk: DeskContext, key: string, refundId: string, typedNumber: string): Promise<void> {
    const number = cleanText(typedNumber, { max: 40, field: 'number' }).toUpperCase();
    await this.uow.run(commandAt(desk, 'refunds.release', key, { refundId, number }), async (tx) => {
      const refund = await this.queries.find(tx, desk.store.id, refundId);
      if (!refund) throw new DomainError('page.notFound');
      await this.noteRed(tx, refundId, number);
      await this.steps.take(tx, refundId, 'release', number === '' ? null : number);
      if ((await this.queries.lines(tx, refundId)).length === 0) await this.end.paid(tx, refundId, refund.documentId);
      return { refundId };
    });
  }

  private async noteRed(tx: Tx, refundId: string, number: string): Promise<void> {
    const lots = (await this.queries.lots(tx, refundId)).map(({ lotId }) => lotId);
    const before = await this.queries.invoicedBefore(tx, refundId);
    if (before.length > 0 && !/^[\dA-Z]{8,40}$/.test(number)) throw new DomainError('refund.redNumber', {}, 'number');
    for (const lotId of before) await tx.insert(LotRedNote, { lotId, number, byId: tx.command.actorId, at: tx.now });
    if ((await this.invoiced.of(tx, lots)).length > 0) throw new DomainError('refund.stillInvoiced');
  }

  /** What the refund moved, and what came back of its residue since. */
  private async giveBack(tx: Tx, refundDocumentId: string, documentId: string): Promise<void> {
    const moved = await tx.rows<{ id: string; kind: string }>(
      `SELECT id, kind FROM ledger_transfer WHERE document_id = ? UNION ALL
       SELECT b.id, b.kind FROM ledger_transfer b JOIN ledger_transfer t ON t.id = b.relates_to_id WHERE t.document_id = ? ORDER BY id`,
      [refundDocumentId, refundDocumentId],
    );
    for (const kind of new Set(moved.map((transfer) => transfer.kind))) {
      const ids = moved.filter((transfer) => transfer.kind === kind).map(({ id }) => id);
      await this.ledger.reverse(tx, ids, { kind, documentId });
    }
  }
}

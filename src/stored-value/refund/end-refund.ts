import { Injectable } from '@nestjs/common';
import { CardsService } from '../../cards/cards.service.js';
import type { PaidOn } from '../../cards/tier/came-with.js';
import { TierSteps } from '../../cards/tier-steps.js';
import type { Tx } from '../../platform/database/tx.js';
import { Lots } from '../lots.js';
import { RefundSteps } from './refund-steps.js';

interface Row {
  readonly membershipId: string;
  readonly documentNo: string;
  readonly endsCard: number;
  readonly takesTierBack: number;
}

/** The last fen of a refund went out: the card ends, and a tier that came with the top-up falls back. */
@Injectable()
export class EndRefund {
  constructor(
    private readonly steps: RefundSteps,
    private readonly cards: CardsService,
    private readonly tiers: TierSteps,
    private readonly lots: Lots,
  ) {}

  /** `documentId`: the paper of the last payment. A card on which something was put since stays. */
  async paid(tx: Tx, refundId: string, documentId: string): Promise<void> {
    await this.steps.take(tx, refundId, 'payLast');
    const refund = await tx.one<Row>(
      'SELECT r.membership_id, d.number AS document_no, r.ends_card, r.takes_tier_back FROM refund r JOIN document d ON d.id = r.document_id WHERE r.id = ?',
      [refundId],
    );
    if (!refund) throw new Error('a refund without its row');
    if (refund.takesTierBack === 1) await this.takeTierBack(tx, refundId, documentId, refund.documentNo);
    const { principalFen, bonusFen } = await this.lots.balance(tx, refund.membershipId);
    if (refund.endsCard === 1 && principalFen + bonusFen === 0)
      await this.cards.endAll(tx, refund.membershipId, 'REFUNDED', documentId);
  }

  private async takeTierBack(tx: Tx, refundId: string, documentId: string, note: string): Promise<void> {
    const lots = await tx.rows<PaidOn>(
      'SELECT DISTINCT l.document_id, l.membership_id FROM refund_lot r JOIN top_up_lot l ON l.id = r.lot_id WHERE r.refund_id = ? ORDER BY l.document_id',
      [refundId],
    );
    for (const topUp of lots) await this.tiers.takeBack(tx, { topUp, documentId, note });
  }
}

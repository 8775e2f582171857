import { Injectable } from '@nestjs/common';
import { CardLookup } from '../cards/card-lookup.js';
import { DomainError } from '../kernel/domain-error.js';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { Lots } from './lots.js';
import { residuesDue } from './refund/residue-back.js';
import type { SpendRow } from './spend-rows.js';
import type { Spender } from './spend-value.js';
import { residueTransfers } from './value-accounts.js';
import { ValuePapers } from './value-papers.js';

/**
 * A spend that a refund deducted at more than it had cost comes back: so does what the refund kept because of it, to the lot, with its own paper.
 * Where no card serves any more it waits there for the next refund; it never stays with the house.
 */
@Injectable()
export class ReturnResidue {
  constructor(
    private readonly cards: CardLookup,
    private readonly lots: Lots,
    private readonly ledger: Ledger,
    private readonly papers: ValuePapers,
  ) {}

  async after(tx: Tx, spend: SpendRow, lotIds: readonly string[], hand: Spender): Promise<void> {
    const due = await residuesDue(tx, lotIds);
    if (due.length === 0) return;
    const holder = await this.cards.byMembership(tx, spend.membershipId);
    if (!holder) throw new DomainError('page.notFound');
    const held = await this.lots.balance(tx, spend.membershipId);
    const say = (key: string) => this.papers.t(`value.paper.${key}`);
    const paper = await this.papers.moved(tx, {
      kind: 'residue',
      holder,
      clerkName: hand.name,
      printerId: hand.printerId,
      facts: [
        { label: say('original'), value: spend.documentNo },
        { label: say('slip'), value: spend.slipNo },
      ],
      beforeFen: held.principalFen + held.bonusFen,
      changeFen: due.reduce((sum, { fen }) => sum + fen, 0),
    });
    const transfers = residueTransfers(spend.membershipId, due);
    await this.ledger.post(tx, { kind: 'prepaid.residueReturned', documentId: paper.id, transfers });
  }
}

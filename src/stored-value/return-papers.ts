import { Injectable } from '@nestjs/common';
import { CardLookup } from '../cards/card-lookup.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { Lots } from './lots.js';
import type { SpendRow } from './spend-rows.js';
import type { Spender } from './spend-value.js';
import { ValuePapers, type Written } from './value-papers.js';

/** What comes back to a card because of a spend. */
export interface ComingBack {
  /** The spend itself, or what a refund kept because of it. */
  readonly kind: 'returned' | 'residue';
  readonly spend: SpendRow;
  readonly changeFen: number;
  readonly reason: string | null;
  readonly hand: Spender;
}

/** The papers of what comes back to a card, written before it does. */
@Injectable()
export class ReturnPapers {
  constructor(
    private readonly cards: CardLookup,
    private readonly lots: Lots,
    private readonly papers: ValuePapers,
  ) {}

  /** Throws `page.notFound` where nobody holds the membership. */
  async write(tx: Tx, { kind, spend, changeFen, reason, hand }: ComingBack): Promise<Written> {
    const holder = await this.cards.byMembership(tx, spend.membershipId);
    if (!holder) throw new DomainError('page.notFound');
    const held = await this.lots.balance(tx, spend.membershipId);
    const say = (key: string) => this.papers.t(`value.paper.${key}`);
    return this.papers.moved(tx, {
      kind,
      holder,
      changeFen,
      clerkName: hand.name,
      printerId: hand.printerId,
      facts: [
        { label: say('original'), value: spend.documentNo },
        { label: say('slip'), value: spend.slipNo },
        ...(reason === null ? [] : [{ label: say('reason'), value: reason }]),
      ],
      beforeFen: held.principalFen + held.bonusFen,
    });
  }
}

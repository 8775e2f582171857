import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { People } from '../../members/people.js';
import type { Tx } from '../../platform/database/tx.js';
import { money } from '../../platform/views/format.js';
import { PolicyService } from '../../venue/policy.service.js';
import { CardsService } from '../cards.service.js';
import { recordCardAct } from '../life/card-acts.js';
import { CardInHand } from '../life/card-in-hand.js';
import { type ActingClerk, CardPapers } from '../life/card-papers.js';
import { readCardNumber } from '../rules/card-number.js';
import { kindTerms, UNNAMED_KIND, validUntil } from '../rules/card-validity.js';
import { BlankStock } from '../stock/blank-stock.js';

export interface UnnamedCard {
  readonly membershipId: string;
  readonly cardId: string;
  /** Most principal it may hold, fen. */
  readonly capFen: number;
  /** Last good business date. */
  readonly until: string;
}

/** 不记名卡: whoever holds it is its holder, so it holds less, ends on a date, and nobody can report it lost (facts §1.2). */
@Injectable()
export class OpenUnnamedCard {
  constructor(
    private readonly policies: PolicyService,
    private readonly people: People,
    private readonly stock: BlankStock,
    private readonly cards: CardsService,
    private readonly hand: CardInHand,
    private readonly papers: CardPapers,
  ) {}

  /**
   * Takes a blank from counted stock, ties it to nobody and makes it usable; in the unit of its sale. `beside`: the nobody of the card it
   * stands beside, when one holder has both in the hand.
   * Throws `card.unnamed.notSold`, `card.unnamed.noStock`, `card.no.*`, `card.blank.*`.
   */
  async open(tx: Tx, typedNo: string, clerk: ActingClerk, beside?: string): Promise<UnnamedCard> {
    const { storeId, businessDate } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const blank = readCardNumber(typedNo);
    const policy = await this.policies.current(tx, storeId, businessDate);
    const terms = policy.storedValue.unnamedMonths === null ? undefined : kindTerms(policy, UNNAMED_KIND);
    const until = terms && validUntil(terms, { seen: false, until: null }, businessDate);
    if (!until) throw new DomainError('card.unnamed.notSold');
    if ((await this.stock.atDesk(tx, storeId, UNNAMED_KIND)) === 0)
      throw new DomainError('card.unnamed.noStock', {}, 'cardNo');
    const personId = beside ?? (await this.people.registerNobody(tx));
    const membershipId = await this.people.join(tx, { personId });
    const cardId = await this.cards.issue(tx, { ...blank, kindCode: UNNAMED_KIND, membershipId, validUntil: until });
    await this.cards.activate(tx, cardId);
    const { unnamedCapFen: capFen } = policy.storedValue;
    const document = await this.paper(tx, { cardNo: blank.cardNo, until, capFen, clerk });
    await recordCardAct(tx, { kind: 'SELL', cardId, membershipId, documentId: document.id });
    return { membershipId, cardId, capFen, until };
  }

  private paper(
    tx: Tx,
    { cardNo, until, capFen, clerk }: { cardNo: string; until: string; capFen: number; clerk: ActingClerk },
  ) {
    return this.papers.write(tx, {
      kind: 'unnamed',
      clerk,
      personId: null,
      copies: 'GUEST',
      lines: [
        ['card', this.hand.label({ kindCode: UNNAMED_KIND, cardNo })],
        ['validUntil', until],
        ['cap', money(capFen)],
      ],
      notes: [this.papers.t('cardlife.paper.note.unnamed')],
    });
  }
}

import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { CardStops } from '../cards/card-stops.js';
import { CardsService } from '../cards/cards.service.js';
import type { ActingClerk } from '../cards/life/card-papers.js';
import { readCardNumber, type ScannedCard } from '../cards/rules/card-number.js';
import { UNNAMED_KIND } from '../cards/rules/card-validity.js';
import { OpenUnnamedCard } from '../cards/unnamed/open-unnamed-card.js';
import { DomainError } from '../kernel/domain-error.js';
import { People } from '../members/people.js';
import type { Tx } from '../platform/database/tx.js';

/** The card that takes what does not fit on the first (counter-practice H4): one the guest has already, or a blank one opened in the same act. */
@Injectable()
export class SecondCards {
  constructor(
    private readonly cards: CardLookup,
    private readonly stops: CardStops,
    private readonly service: CardsService,
    private readonly people: People,
    private readonly unnamed: OpenUnnamedCard,
  ) {}

  /** Throws `storedValue.second.required {fit, rest} | same | notTheirs`, `card.*`. */
  async take(tx: Tx, first: CardHolder, typed: string, clerk: ActingClerk): Promise<CardHolder> {
    if (typed.trim() === '') throw new DomainError('storedValue.second.required', {}, 'secondCard');
    const scanned = readCardNumber(typed, 'secondCard');
    const known = await this.cards.byNumber(tx, scanned.cardNo);
    if (known && known.personId !== first.personId) {
      throw new DomainError('storedValue.second.notTheirs', {}, 'secondCard');
    }
    if (known?.membershipId === first.membershipId) throw new DomainError('storedValue.second.same', {}, 'secondCard');
    if (known) return this.served(tx, known);
    const opened = await this.cards.byMembership(tx, await this.opened(tx, first, scanned, clerk));
    if (!opened) throw new Error('a card that was just opened is gone');
    return opened;
  }

  /** A card that names nobody is sold again, with its own paper and its own end; a named one is the same card once more. */
  private async opened(tx: Tx, first: CardHolder, scanned: ScannedCard, clerk: ActingClerk): Promise<string> {
    const { kindCode, validUntil, personId } = first;
    if (kindCode === UNNAMED_KIND) {
      return (await this.unnamed.open(tx, scanned.cardNo, clerk, personId)).membershipId;
    }
    const membershipId = await this.people.join(tx, { personId });
    const cardId = await this.service.issue(tx, { ...scanned, kindCode, membershipId, validUntil });
    await this.service.activate(tx, cardId);
    return membershipId;
  }

  /** Money goes on no card that serves nobody; what stops it is said beside the number that was scanned. */
  private async served(tx: Tx, known: CardHolder): Promise<CardHolder> {
    if (known.closedAt !== null) throw new DomainError('card.closed', {}, 'secondCard');
    await this.stops.assertUsable(tx, known.cardId, tx.command.businessDate ?? undefined, 'secondCard');
    return known;
  }
}

import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { CardStops } from '../cards/card-stops.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { PolicyService } from '../venue/policy.service.js';
import type { RefundPolicy } from '../venue/rules/refund-policy.js';
import { capOf, type StoredValuePolicy } from '../venue/rules/stored-value-policy.js';
import { HolderChecks } from './holder-checks.js';
import { type Balance, Lots } from './lots.js';
import { bonusOffer, type BonusOffer } from './rules/bonus-offer.js';
import { type CapSplit, shareBonus, splitByCap } from './rules/cap-split.js';

/** The most that one act may bring, fen. */
export const MOST_FEN = 50_000_000;

export interface Counter {
  readonly storeId: string;
  readonly businessDate: string;
}

/** What a top-up would do, before anybody pays: the page shows it, the act does the same. */
export interface TopUpPlan {
  readonly holder: CardHolder;
  readonly policy: StoredValuePolicy;
  /** Frozen with the lot. */
  readonly refund: RefundPolicy;
  /** Who may buy for the holder. */
  readonly adultAge: number;
  /** Of this card: named or not. */
  readonly capFen: number;
  readonly amountFen: number;
  readonly split: CapSplit;
  readonly offer: BonusOffer;
  /** Bonus of the card at hand and of the second card. */
  readonly bonusFen: readonly [number, number];
  readonly held: Balance;
  /** The holder's document has to be seen now. */
  readonly needsDocument: boolean;
}

/** Works out a top-up: caps, bonus, real name. Reads only. */
@Injectable()
export class TopUpPlans {
  constructor(
    private readonly cards: CardLookup,
    private readonly stops: CardStops,
    private readonly policies: PolicyService,
    private readonly lots: Lots,
    private readonly checks: HolderChecks,
  ) {}

  /** Throws `page.notFound`, `card.*`, `storedValue.least {least}`, `storedValue.most`, `storedValue.cap {cap, fit}`. */
  async of(db: SqlReads, counter: Counter, membershipId: string, amountFen: number): Promise<TopUpPlan> {
    return this.for(db, counter, await this.holder(db, membershipId, counter.businessDate), amountFen);
  }

  /** The same for a card of a company's list: its holder may still have to come. */
  async ofList(db: SqlReads, counter: Counter, holder: CardHolder, amountFen: number): Promise<TopUpPlan> {
    await this.stops.assertFillable(db, holder.cardId, counter.businessDate);
    return this.for(db, counter, holder, amountFen);
  }

  private async for(db: SqlReads, counter: Counter, holder: CardHolder, amountFen: number): Promise<TopUpPlan> {
    const { membershipId } = holder;
    const {
      storedValue: policy,
      refund,
      venue,
    } = await this.policies.current(db, counter.storeId, counter.businessDate);
    if (amountFen < policy.leastTopUpFen) {
      throw new DomainError('storedValue.least', { least: formatYuan(policy.leastTopUpFen) }, 'amount');
    }
    if (amountFen > MOST_FEN) throw new DomainError('storedValue.most', { most: formatYuan(MOST_FEN) }, 'amount');
    const held = await this.lots.balance(db, membershipId);
    const isNamed = holder.sealedName !== null;
    const capFen = capOf(policy, isNamed);
    const split = splitByCap(amountFen, held.principalFen, capFen, policy.capMode);
    const offer = bonusOffer(policy.bonusRules, amountFen, counter.businessDate);
    const [first = 0, second = 0] = shareBonus(offer.bonusFen, [split.firstFen, split.secondFen]);
    // a card that names nobody is sold without a name, up to the sum from which the law asks for one
    const needsDocument = amountFen >= policy.verifyFromFen || (isNamed && !(await this.checks.known(db, holder)));
    const { adultAge } = venue;
    return {
      holder,
      policy,
      refund,
      adultAge,
      capFen,
      amountFen,
      split,
      offer,
      held,
      needsDocument,
      bonusFen: [first, second],
    };
  }

  /** The card that serves. Throws `page.notFound`, `card.*`. */
  async holder(db: SqlReads, membershipId: string, businessDate: string): Promise<CardHolder> {
    const holder = await this.cards.byMembership(db, membershipId);
    if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
    await this.stops.assertUsable(db, holder.cardId, businessDate);
    return holder;
  }
}

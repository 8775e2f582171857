import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { CardHolder } from '../cards/card-lookup.js';
import { TierSteps } from '../cards/tier-steps.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext, tillOf } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { HolderChecks, type ShownDocument } from './holder-checks.js';
import { LotWriter, type SoldLot } from './lot-writer.js';
import { Lots } from './lots.js';
import { assertCashAllowed, assertMix, changeOf, shareTenders, type TenderPart } from './rules/tender-mix.js';
import { SecondCards } from './second-cards.js';
import { type TopUpPlan, TopUpPlans } from './top-up-plan.js';
import { ValuePapers } from './value-papers.js';

/** A top-up as it was typed and read. */
export interface TopUpWish {
  readonly membershipId: string;
  readonly amountFen: number;
  /** What the page showed; null for a machine, which is told what was given. */
  readonly shownBonusFen: number | null;
  readonly tenders: readonly TenderPart[];
  /** Cash handed over; null = exactly the cash part. */
  readonly receivedFen: number | null;
  readonly document: ShownDocument;
  /** Number of the second card; '' while none is needed. */
  readonly secondCard: string;
  /** The clerk has told the guest that the cap is passed. */
  readonly overTold: boolean;
  readonly recommenderNo: string;
}

/** Who takes the money and where it lies. */
export interface Hand {
  readonly name: string;
  readonly printerId: string | null;
  /** Owner of the accounts of the tenders: the drawer, or the machine itself. */
  readonly till: string;
  readonly via: 'COUNTER' | 'DEVICE' | 'COMPANY';
}

export interface ToppedUp {
  readonly actId: string;
  readonly membershipId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  /** Principal and bonus on the card at hand afterwards. */
  readonly balanceFen: number;
  readonly changeFen: number;
  readonly tail: string;
  readonly tier: string;
  readonly raised: number;
  readonly [figure: string]: string | number;
}

/** 充值 (003E-090, 092): cap, bonus, tenders, lots, paper and tier in one unit. */
@Injectable()
export class TopUps {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: TopUpPlans,
    private readonly checks: HolderChecks,
    private readonly second: SecondCards,
    private readonly staff: StaffQueries,
    private readonly lots: Lots,
    private readonly writer: LotWriter,
    private readonly tiers: TierSteps,
    private readonly papers: ValuePapers,
  ) {}

  /** At the desk. Throws what `within` throws, `venue.dayNotOpen`, `shifts.*`. */
  async atDesk(desk: DeskContext, key: string, wish: TopUpWish): Promise<ToppedUp> {
    const { document, ...rest } = wish;
    const tenders = wish.tenders.map((tender) => ({ ...tender }));
    const input = { ...rest, tenders, document: { ...document } };
    const command = commandOfTheDay(desk, 'storedValue.topUp', key, input);
    const hand = handOf(desk);
    return (await this.uow.run(command, (tx) => this.within(tx, wish, hand))).result;
  }

  /**
   * The act in an open unit, for whoever has one (a machine, the demo).
   * Throws `page.notFound`, `card.*`, `storedValue.*`, `members.id.*`, `shifts.*`.
   */
  async within(tx: Tx, wish: TopUpWish, hand: Hand): Promise<ToppedUp> {
    const { storeId, businessDate } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const plan = await this.plans.of(tx, { storeId, businessDate }, wish.membershipId, wish.amountFen);
    assertStillTrue(plan, wish);
    assertMix(wish.tenders, wish.amountFen);
    assertCashAllowed(wish.tenders, wish.amountFen, plan.policy.noCashPersonFen);
    const cash = changeOf(wish.tenders, wish.receivedFen);
    await this.assertRecommender(tx, wish.recommenderNo);
    await this.see(tx, plan, wish, hand);
    const sold = await this.shares(tx, plan, wish, hand);
    const paper = await this.papers.toppedUp(tx, {
      plan,
      hand,
      cash,
      tenders: wish.tenders,
      agent: wish.document.agent,
      lots: sold,
    });
    const actId = uuidv7();
    const { recommenderNo } = wish;
    await this.writer.sell(tx, { actId, documentId: paper.id, hand, plan, recommenderNo }, sold);
    const { tier, raised } = await this.raise(tx, wish, paper.id);
    return {
      actId,
      tier,
      raised: raised ? 1 : 0,
      membershipId: wish.membershipId,
      documentId: paper.id,
      documentNo: paper.number,
      principalFen: plan.amountFen,
      bonusFen: plan.offer.bonusFen,
      balanceFen: plan.held.principalFen + plan.held.bonusFen + plan.split.firstFen + plan.bonusFen[0],
      changeFen: cash.change,
      tail: plan.holder.cardNo.slice(-4),
    };
  }

  /** One lot a card: the card at hand first, then the second one. */
  private async shares(tx: Tx, plan: TopUpPlan, { tenders, secondCard }: TopUpWish, hand: Hand): Promise<SoldLot[]> {
    const { holder, split, bonusFen } = plan;
    const [first = [], rest = []] = shareTenders(tenders, [split.firstFen, split.secondFen]);
    const lots: SoldLot[] = [];
    const [firstBonus, secondBonus] = bonusFen;
    if (split.firstFen > 0) lots.push(lotFor(holder, split.firstFen, firstBonus, first));
    if (split.secondFen === 0) return lots;
    const other = await this.second.take(tx, holder, secondCard, hand);
    const held = await this.lots.balance(tx, other.membershipId);
    const fits = plan.capFen - held.principalFen;
    if (split.secondFen > fits) {
      throw new DomainError('storedValue.second.full', { fit: formatYuan(Math.max(0, fits)) }, 'secondCard');
    }
    lots.push(lotFor(other, split.secondFen, secondBonus, rest));
    return lots;
  }

  /** What the guest paid in this act, on however many cards, raises the card at hand alone: one guest, one tier, one card of it. */
  private async raise(tx: Tx, { membershipId, amountFen: topUpFen }: TopUpWish, documentId: string) {
    const { principalFen: balanceFen } = await this.lots.balance(tx, membershipId);
    const cumulativeFen = await this.lots.paidInAll(tx, membershipId);
    return this.tiers.afterTopUp(tx, { membershipId, topUpFen, cumulativeFen, balanceFen, documentId });
  }

  /** A machine cannot look at a document: the first top-up of a holder is made at the desk. */
  private async see(tx: Tx, plan: TopUpPlan, { document }: TopUpWish, { via }: Hand): Promise<void> {
    const { holder, needsDocument, adultAge } = plan;
    const businessDate = tx.command.businessDate ?? '';
    if (document.agent) await this.checks.seeAgent(tx, holder, document.agent, { businessDate, adultAge });
    if (!needsDocument) return;
    if (via === 'DEVICE') throw new DomainError('storedValue.document.atDesk');
    await this.checks.see(tx, holder, 'TOP_UP', document, businessDate);
  }

  private async assertRecommender(tx: Tx, staffNo: string): Promise<void> {
    if (staffNo !== '' && !(await this.staff.byNumber(tx, staffNo))) {
      throw new DomainError('storedValue.recommender', {}, 'recommenderNo');
    }
  }
}

/** The clerk at the desk, and the drawer of the open shift. Throws `shifts.notOpen`. */
export function handOf(desk: DeskContext): Hand {
  const { person, terminal } = desk;
  return {
    name: `${person.name} ${person.staffNo}`,
    printerId: terminal?.printerId ?? null,
    till: tillOf(desk),
    via: 'COUNTER',
  };
}

function lotFor(card: CardHolder, principalFen: number, bonusFen: number, tenders: TenderPart[]): SoldLot {
  const { membershipId, cardId, cardNo } = card;
  return { lotId: uuidv7(), membershipId, cardId, cardNo, principalFen, bonusFen, tenders };
}

function assertStillTrue({ offer, split }: TopUpPlan, { shownBonusFen, overTold }: TopUpWish): void {
  if (shownBonusFen !== null && shownBonusFen !== offer.bonusFen) {
    throw new DomainError('storedValue.bonusChanged', { bonus: formatYuan(offer.bonusFen) }, 'amount');
  }
  if (split.isOver && !overTold) {
    throw new DomainError('storedValue.overCap', { fit: formatYuan(split.fitFen) }, 'overTold');
  }
}

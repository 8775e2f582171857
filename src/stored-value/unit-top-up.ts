import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { TierSteps } from '../cards/tier-steps.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { money } from '../platform/views/format.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { CardLookup } from '../cards/card-lookup.js';
import { PeopleAtCounter } from '../cards/people-at-counter.js';
import { AGENT_FIELDS, type PersonAtCounter, readAdult, type TypedPerson } from '../cards/rules/adult-person.js';
import { assertCreditCode } from '../cards/rules/credit-code.js';
import { maskName } from '../members/rules/masks.js';
import { PolicyService } from '../venue/policy.service.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import type { MoneyTender } from '../venue/rules/tender-kinds.js';
import { LotWriter, type SoldLot } from './lot-writer.js';
import { Lots } from './lots.js';
import { assertCashAllowed } from './rules/tender-mix.js';
import type { UnitLine } from './rules/unit-list.js';
import { type Hand, handOf } from './top-up.js';
import { type TopUpPlan, TopUpPlans } from './top-up-plan.js';
import { UnitPurchase } from './unit-purchase.entity.js';
import { ValuePapers } from './value-papers.js';

export interface UnitWish {
  readonly unitName: string;
  readonly creditCode: string;
  readonly agent: TypedPerson;
  readonly payerAccount: string;
  readonly lines: readonly UnitLine[];
  readonly tender: MoneyTender;
  readonly reference: string;
}

export interface UnitToppedUp {
  readonly purchaseId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly cards: number;
  readonly principalFen: number;
  readonly [figure: string]: string | number;
}

interface Buyer {
  readonly unitName: string;
  readonly creditCode: string;
  /** '' when none was named. */
  readonly payerAccount: string;
  readonly agent: PersonAtCounter;
}

interface Planned {
  readonly plan: TopUpPlan;
  readonly lot: SoldLot;
}

/** A company buys for its people: many cards, one list, one paper, one payment (counter-practice 4.29). All of it or nothing. */
@Injectable()
export class UnitTopUps {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cards: CardLookup,
    private readonly plans: TopUpPlans,
    private readonly lots: Lots,
    private readonly writer: LotWriter,
    private readonly tiers: TierSteps,
    private readonly papers: ValuePapers,
    private readonly counter: PeopleAtCounter,
    private readonly policies: PolicyService,
  ) {}

  /**
   * Throws `cards.unit.code`, `cards.adult.*`, `members.*`, `storedValue.unit.account | line {line}`, `storedValue.noCash`, `storedValue.cap` and what a top-up throws; the line that is wrong
   * stands in the field `list`.
   */
  async atDesk(desk: DeskContext, key: string, wish: UnitWish): Promise<UnitToppedUp> {
    const input = { ...wish, agent: { ...wish.agent }, lines: wish.lines.map((line) => ({ ...line })) };
    const command = commandOfTheDay(desk, 'storedValue.topUpUnit', key, input);
    const hand: Hand = { ...handOf(desk), via: 'COMPANY' };
    return (await this.uow.run(command, (tx) => this.within(tx, wish, hand))).result;
  }

  /** Who buys, who came for it, and from which account. */
  private async buyer(tx: Tx, wish: UnitWish): Promise<Buyer> {
    const unitName = cleanText(wish.unitName, { max: 100, required: true, field: 'unitName' });
    const creditCode = assertCreditCode(wish.creditCode, 'creditCode');
    const payerAccount = cleanText(wish.payerAccount, { max: 64, field: 'payerAccount' });
    if (wish.tender === 'TRANSFER' && payerAccount === '') {
      throw new DomainError('storedValue.unit.account', {}, 'payerAccount');
    }
    const businessDate = tx.command.businessDate ?? '';
    const { venue } = await this.policies.current(tx, tx.command.storeId, businessDate);
    const agent = readAdult(wish.agent, { businessDate, adultAge: venue.adultAge }, AGENT_FIELDS);
    return { unitName, creditCode, payerAccount, agent };
  }

  private async within(tx: Tx, wish: UnitWish, hand: Hand): Promise<UnitToppedUp> {
    const buyer = await this.buyer(tx, wish);
    const { unitName, creditCode, payerAccount, agent } = buyer;
    const planned: Planned[] = [];
    for (const line of wish.lines) planned.push(await this.plan(tx, wish, line));
    const principalFen = planned.reduce((sum, { lot }) => sum + lot.principalFen, 0);
    const limit = planned[0]?.plan.policy.noCashUnitFen ?? 0;
    assertCashAllowed([{ kind: wish.tender, amountFen: principalFen, reference: '' }], principalFen, limit);
    const paper = await this.print(tx, { ...buyer, tender: wish.tender }, planned, hand);
    const purchaseId = uuidv7();
    const bonusFen = planned.reduce((sum, { lot }) => sum + lot.bonusFen, 0);
    await tx.insert(UnitPurchase, {
      unitName,
      creditCode,
      principalFen,
      bonusFen,
      id: purchaseId,
      storeId: tx.command.storeId,
      payerAccount: payerAccount === '' ? null : payerAccount,
      agentPersonId: await this.counter.keep(tx, agent),
      cards: planned.length,
      documentId: paper.id,
      businessDate: tx.command.businessDate ?? '',
      byId: tx.command.actorId,
      at: tx.now,
    });
    for (const each of planned) await this.sell(tx, each, { purchaseId, documentId: paper.id, hand });
    return { purchaseId, principalFen, documentId: paper.id, documentNo: paper.number, cards: planned.length };
  }

  /** A line fits on its own card: nobody opens second cards for a whole list. */
  private async plan(tx: Tx, { tender, reference }: UnitWish, line: UnitLine): Promise<Planned> {
    const { storeId, businessDate } = tx.command;
    const holder = await this.cards.byNumber(tx, line.cardNo);
    if (!holder) throw new DomainError('storedValue.unit.line', { line: line.line }, 'list');
    const counter = { storeId, businessDate: businessDate ?? '' };
    const plan = await this.plans.ofList(tx, counter, holder, line.amountFen);
    if (plan.split.secondFen > 0) {
      const params = { cap: money(plan.capFen), fit: money(plan.split.fitFen) };
      throw new DomainError('storedValue.cap', params, 'list');
    }
    const { membershipId, cardId, cardNo } = holder;
    const [bonusFen] = plan.bonusFen;
    const tenders = [{ kind: tender, amountFen: line.amountFen, reference }];
    const lot = { lotId: uuidv7(), membershipId, cardId, cardNo, bonusFen, tenders, principalFen: line.amountFen };
    return { plan, lot };
  }

  private async sell(
    tx: Tx,
    { plan, lot }: Planned,
    { purchaseId, documentId, hand }: { purchaseId: string; documentId: string; hand: Hand },
  ): Promise<void> {
    const sale = { actId: purchaseId, documentId, hand, plan, recommenderNo: '', unitPurchaseId: purchaseId };
    await this.writer.sell(tx, sale, [lot]);
    const { membershipId, principalFen: topUpFen } = lot;
    const { principalFen: balanceFen } = await this.lots.balance(tx, membershipId);
    const cumulativeFen = await this.lots.paidInAll(tx, membershipId);
    await this.tiers.afterTopUp(tx, { membershipId, topUpFen, cumulativeFen, balanceFen, documentId });
  }

  private print(tx: Tx, wish: Buyer & Pick<UnitWish, 'tender'>, planned: readonly Planned[], hand: Hand) {
    const say = (key: string) => this.papers.t(`value.paper.${key}`);
    const total = planned.reduce((sum, { lot }) => sum + lot.principalFen, 0);
    const facts = [
      { label: say('unitName'), value: wish.unitName },
      { label: say('unitCode'), value: wish.creditCode },
      { label: say('agent'), value: maskName(wish.agent.name) },
      { label: say('tender'), value: this.papers.t(`cards.tender.${wish.tender}`) },
      ...(wish.payerAccount === '' ? [] : [{ label: say('account'), value: wish.payerAccount }]),
      { label: say('total'), value: money(total) },
    ];
    return this.papers.unit(tx, { facts, hand, lots: planned.map(({ lot }) => lot) });
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { TierSteps } from '../cards/tier-steps.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Ledger } from '../ledger/ledger.js';
import { Refunds } from '../ledger/refunds.js';
import type { Tx } from '../platform/database/tx.js';
import { money } from '../platform/views/format.js';
import { PolicyService } from '../venue/policy.service.js';
import { capOf } from '../venue/rules/stored-value-policy.js';
import { LotWriter, type Sale } from './lot-writer.js';
import { Lots } from './lots.js';
import { bonusOffer } from './rules/bonus-offer.js';
import { assertCorrection } from './rules/correction.js';
import { standingOf } from './rules/lot-split.js';
import { InvoicedLots } from './refund/invoiced-lots.js';
import { readTerms } from './rules/lot-terms.js';
import { rightTenders, type RightTenders } from './rules/right-tenders.js';
import { RepostSpends } from './repost-spends.js';
import { partsOfLot } from './spend-rows.js';
import { TopUpCorrection } from './top-up-correction.entity.js';
import type { Hand } from './top-up.js';
import { ValuePapers, type Written } from './value-papers.js';
import { changeTransfer } from './value-accounts.js';
import { takenFor, type WrongLot, wrongLot } from './wrong-lot.js';

export interface CorrectionWish {
  readonly lotId: string;
  /** What was really paid; 0 = nothing was. */
  readonly amountFen: number;
  /** Of a mixed payment the tender that gives back, or takes what was keyed too low; '' where only one paid. */
  readonly tender: string;
  readonly reason: string;
}

export interface Corrected {
  readonly lotId: string;
  readonly rightLotId: string;
  readonly membershipId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly balanceFen: number;
  readonly [figure: string]: string | number;
}

/** 充值更正: the wrong lot out, the right one in, what was spent posted again, the guest's slip issued again: one paper, co-signed (H15). */
@Injectable()
export class CorrectTopUp {
  constructor(
    private readonly cards: CardLookup,
    private readonly lots: Lots,
    private readonly writer: LotWriter,
    private readonly reposts: RepostSpends,
    private readonly policies: PolicyService,
    private readonly ledger: Ledger,
    private readonly refunds: Refunds,
    private readonly invoiced: InvoicedLots,
    private readonly tiers: TierSteps,
    private readonly papers: ValuePapers,
  ) {}

  /**
   * The money goes through the drawer of `hand`, whichever drawer once took it, as a line of its own. Throws `page.notFound`, `text.required` beside
   * `reason`, `storedValue.correct.done | same | tooLittle | refunded | invoiced {no} | tenders`, `ledger.drawerShort {have}`, `shifts.*`.
   */
  async within(tx: Tx, wish: CorrectionWish, hand: Hand): Promise<Corrected> {
    const reason = cleanText(wish.reason, { max: 200, required: true, field: 'reason' });
    const wrong = await wrongLot(tx, wish.lotId);
    const { plan, bonusFen } = await this.plan(tx, wrong, wish.amountFen);
    const parts = await partsOfLot(tx, wrong.id);
    const spentFen = parts.reduce((sum, part) => sum + standingOf(part), 0);
    await this.assertUntouched(tx, wrong, spentFen);
    await this.assertNotInvoiced(tx, wrong.id);
    const figures = { wrongFen: wrong.principalFen, rightFen: wish.amountFen };
    assertCorrection({ ...figures, spentFen, creditFen: wish.amountFen + bonusFen });
    const paid = rightTenders(await takenFor(tx, wrong.id), wish.amountFen, wish.tender);
    const paper = await this.print(tx, { wrong, hand, reason, amountFen: wish.amountFen, bonusFen, paid });
    const { id: documentId, number: documentNo } = paper;
    await this.reposts.takeOut(tx, wrong.id, parts, documentId);
    await this.undoSale(tx, wrong, documentId);
    await this.moveMoney(tx, hand.till, paid, documentId);
    const [raised] = await this.tiers.cameWith(tx, wrong);
    await this.tiers.takeBack(tx, { topUp: wrong, documentId, note: reason });
    const right = { principalFen: wish.amountFen, bonusFen, documentId };
    const rightLotId =
      wish.amountFen === 0 ? null : await this.sellRight(tx, { wrong, plan, hand, paid, parts, right });
    const { membershipId, id: lotId } = wrong;
    await tx.insert(TopUpCorrection, { lotId, rightLotId, reason, documentId, byId: tx.command.actorId, at: tx.now });
    if (rightLotId !== null) await this.raise(tx, raised?.membershipId ?? membershipId, wish.amountFen, documentId);
    const after = await this.lots.balance(tx, membershipId);
    const balanceFen = after.principalFen + after.bonusFen;
    return { lotId, membershipId, balanceFen, documentId, documentNo, rightLotId: rightLotId ?? '' };
  }

  /** The right lot, paid as the wrong one was, with what was spent of it. */
  private async sellRight(tx: Tx, { wrong, plan, hand, paid, parts, right }: ToSell): Promise<string> {
    const lotId = uuidv7();
    const { documentId, ...amounts } = right;
    const { actId, recommenderNo, unitPurchaseId, membershipId, cardId, cardNo } = wrong;
    const lot = { ...amounts, lotId, membershipId, cardId, cardNo, tenders: paid.tenders };
    const sale = { actId, hand, plan, documentId, recommenderNo: recommenderNo ?? '' };
    const whole = unitPurchaseId === null ? sale : { ...sale, unitPurchaseId };
    await this.writer.correct(tx, whole, lot, { lotId: wrong.id, paidAt: wrong.paidAt });
    await this.reposts.putOn(tx, { ...lot, paidAt: wrong.paidAt }, parts, documentId);
    return lotId;
  }

  private async holder(tx: Tx, { membershipId }: WrongLot): Promise<CardHolder> {
    const holder = await this.cards.byMembership(tx, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    return holder;
  }

  /** The bonus of the right amount, by the rules of the day it was sold; refunds by the terms it was sold under. */
  private async plan(tx: Tx, wrong: WrongLot, amountFen: number) {
    const { storedValue: policy, refund: ofDate } = await this.policies.current(tx, wrong.storeId, wrong.businessDate);
    const offer = bonusOffer(policy.bonusRules, amountFen, wrong.businessDate);
    const { sealedName } = await this.holder(tx, wrong);
    const refund = readTerms(wrong.terms).refund ?? ofDate;
    return { plan: { policy, offer, refund, capFen: capOf(policy, sealedName !== null) }, bonusFen: offer.bonusFen };
  }

  /** Only spending may have touched it: a lot that was refunded is history. */
  private async assertUntouched(tx: Tx, wrong: WrongLot, spentFen: number): Promise<void> {
    const open = (await this.lots.open(tx, wrong.membershipId)).find(({ lotId }) => lotId === wrong.id);
    const left = (open?.principalLeft ?? 0) + (open?.bonusLeft ?? 0);
    if (left + spentFen !== wrong.principalFen + wrong.bonusFen) throw new DomainError('storedValue.correct.refunded');
  }

  /** What is invoiced is paid: the invoice is void or red before the money is another. */
  private async assertNotInvoiced(tx: Tx, lotId: string): Promise<void> {
    const [standing] = await this.invoiced.of(tx, [lotId]);
    if (standing) throw new DomainError('storedValue.correct.invoiced', { no: standing.reference || '—' });
  }

  private async undoSale(tx: Tx, wrong: WrongLot, documentId: string): Promise<void> {
    const ids = [wrong.principalTransferId, wrong.bonusTransferId].filter((id) => id !== null);
    await this.ledger.reverse(tx, ids, { kind: 'prepaid.corrected', documentId });
  }

  /** Only what changes hands moves: a drawer that was cut and counted is never opened again. */
  private async moveMoney(tx: Tx, till: string, { changes }: RightTenders, documentId: string): Promise<void> {
    const cashFen = changes.find(({ kind }) => kind === 'CASH')?.fen ?? 0;
    if (cashFen < 0) await this.refunds.assertCash(tx, till, 0 - cashFen);
    const transfers = changes.map((change) => changeTransfer(tx.command.storeId, till, change));
    await this.ledger.post(tx, { kind: 'prepaid.corrected', documentId, transfers });
  }

  private async raise(tx: Tx, membershipId: string, topUpFen: number, documentId: string): Promise<void> {
    const { principalFen: balanceFen } = await this.lots.balance(tx, membershipId);
    const cumulativeFen = await this.lots.paidInAll(tx, membershipId);
    await this.tiers.afterTopUp(tx, { membershipId, topUpFen, cumulativeFen, balanceFen, documentId });
  }

  private async print(tx: Tx, { wrong, hand, reason, amountFen, bonusFen, paid }: ToPrint): Promise<Written> {
    const holder = await this.holder(tx, wrong);
    const held = await this.lots.balance(tx, wrong.membershipId);
    const say = (key: string) => this.papers.t(`value.paper.${key}`);
    const amounts = (principal: number, bonus: number) => `${money(principal)} + ${money(bonus)}`;
    return this.papers.moved(tx, {
      kind: 'corrected',
      holder,
      clerkName: hand.name,
      printerId: hand.printerId,
      facts: [
        { label: say('original'), value: wrong.documentNo },
        { label: say('wrong'), value: amounts(wrong.principalFen, wrong.bonusFen) },
        { label: say('right'), value: amounts(amountFen, bonusFen) },
        ...paid.changes.map(({ kind, fen }) => ({
          label: say(fen < 0 ? 'givenBack' : 'takenIn'),
          value: `${this.papers.t(`cards.tender.${kind}`)} ${money(Math.abs(fen))}`,
        })),
        { label: say('reason'), value: reason },
      ],
      beforeFen: held.principalFen + held.bonusFen,
      changeFen: amountFen + bonusFen - wrong.principalFen - wrong.bonusFen,
    });
  }
}

interface ToPrint {
  readonly wrong: WrongLot;
  readonly hand: Hand;
  readonly reason: string;
  readonly amountFen: number;
  readonly bonusFen: number;
  readonly paid: RightTenders;
}

interface ToSell {
  readonly wrong: WrongLot;
  readonly plan: Sale['plan'];
  readonly hand: Hand;
  readonly paid: RightTenders;
  readonly parts: Awaited<ReturnType<typeof partsOfLot>>;
  readonly right: { readonly principalFen: number; readonly bonusFen: number; readonly documentId: string };
}

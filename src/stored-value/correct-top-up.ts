import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type CardHolder, CardLookup } from '../cards/card-lookup.js';
import { TierSteps } from '../cards/tier-steps.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { money } from '../platform/views/format.js';
import { PolicyService } from '../venue/policy.service.js';
import { isMoneyTender } from '../venue/rules/tender-kinds.js';
import { LotWriter, type SoldLot } from './lot-writer.js';
import { Lots } from './lots.js';
import { bonusOffer } from './rules/bonus-offer.js';
import { assertCorrection } from './rules/correction.js';
import { standingOf } from './rules/lot-split.js';
import type { TenderPart } from './rules/tender-mix.js';
import { RepostSpends } from './repost-spends.js';
import { partsOfLot } from './spend-rows.js';
import { TopUpCorrection } from './top-up-correction.entity.js';
import type { Hand } from './top-up.js';
import { ValuePapers, type Written } from './value-papers.js';

export interface CorrectionWish {
  readonly lotId: string;
  /** What was really paid; 0 = nothing was. */
  readonly amountFen: number;
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

interface WrongLot {
  readonly id: string;
  readonly actId: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly cardId: string | null;
  readonly cardNo: string | null;
  readonly documentId: string;
  readonly documentNo: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly paidAt: number;
  readonly businessDate: string;
  readonly recommenderNo: string | null;
  readonly unitPurchaseId: string | null;
  readonly principalTransferId: string | null;
  readonly bonusTransferId: string | null;
  readonly corrected: number;
}

interface TakenTender {
  readonly kind: string;
  readonly amountFen: number;
  readonly reference: string | null;
  readonly accountOwner: string;
  readonly transferId: string | null;
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
    private readonly tiers: TierSteps,
    private readonly papers: ValuePapers,
  ) {}

  /**
   * Throws `page.notFound`, `text.required` beside `reason`, `storedValue.correct.done | same | tooLittle | refunded | tenders`, and `shifts.*`,
   * `ledger.short` when the drawer that took the money cannot give it back.
   */
  async within(tx: Tx, wish: CorrectionWish, hand: Hand): Promise<Corrected> {
    const reason = cleanText(wish.reason, { max: 200, required: true, field: 'reason' });
    const wrong = await lotOf(tx, wish.lotId);
    if (!wrong) throw new DomainError('page.notFound');
    if (wrong.corrected > 0) throw new DomainError('storedValue.correct.done');
    const holder = await this.holder(tx, wrong);
    const { plan, bonusFen } = await this.plan(tx, wrong, wish.amountFen);
    const parts = await partsOfLot(tx, wrong.id);
    const spentFen = parts.reduce((sum, part) => sum + standingOf(part), 0);
    await this.assertUntouched(tx, wrong, spentFen);
    const figures = { wrongFen: wrong.principalFen, rightFen: wish.amountFen };
    assertCorrection({ ...figures, spentFen, creditFen: wish.amountFen + bonusFen });
    const paper = await this.print(tx, { wrong, holder, hand, reason, amountFen: wish.amountFen, bonusFen });
    await this.reposts.takeOut(tx, wrong.id, parts, paper.id);
    const { till, ...tender } = await this.undoSale(tx, wrong, paper.id);
    await this.tiers.takeBack(tx, { lotDocumentId: wrong.documentId, documentId: paper.id, note: reason });
    const rightLotId = wish.amountFen === 0 ? null : uuidv7();
    if (rightLotId !== null) {
      const tenders: TenderPart[] = [{ ...tender, amountFen: wish.amountFen }];
      const right = rightLot(wrong, { lotId: rightLotId, principalFen: wish.amountFen, bonusFen, tenders });
      const { actId, recommenderNo, unitPurchaseId } = wrong;
      const sale = {
        actId,
        hand: { till, via: hand.via },
        plan,
        documentId: paper.id,
        recommenderNo: recommenderNo ?? '',
      };
      const whole = unitPurchaseId === null ? sale : { ...sale, unitPurchaseId };
      await this.writer.correct(tx, whole, right, { lotId: wrong.id, paidAt: wrong.paidAt });
      await this.reposts.putOn(tx, { ...right, paidAt: wrong.paidAt }, parts, paper.id);
    }
    const { membershipId, id: lotId } = wrong;
    await tx.insert(TopUpCorrection, {
      lotId,
      rightLotId,
      reason,
      documentId: paper.id,
      byId: tx.command.actorId,
      at: tx.now,
    });
    if (rightLotId !== null) await this.raise(tx, membershipId, wish.amountFen, paper.id);
    const after = await this.lots.balance(tx, membershipId);
    const balanceFen = after.principalFen + after.bonusFen;
    return {
      lotId,
      membershipId,
      balanceFen,
      rightLotId: rightLotId ?? '',
      documentId: paper.id,
      documentNo: paper.number,
    };
  }

  private async holder(tx: Tx, { membershipId }: WrongLot): Promise<CardHolder> {
    const holder = await this.cards.byMembership(tx, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    return holder;
  }

  /** The bonus of the right amount, by the rules of the day it was sold. */
  private async plan(tx: Tx, wrong: WrongLot, amountFen: number) {
    const policy = (await this.policies.current(tx, wrong.storeId, wrong.businessDate)).storedValue;
    const offer = bonusOffer(policy.bonusRules, amountFen, wrong.businessDate);
    return { plan: { policy, offer }, bonusFen: offer.bonusFen };
  }

  /** Only spending may have touched it: a lot that was refunded is history. */
  private async assertUntouched(tx: Tx, wrong: WrongLot, spentFen: number): Promise<void> {
    const open = (await this.lots.open(tx, wrong.membershipId)).find(({ lotId }) => lotId === wrong.id);
    const left = (open?.principalLeft ?? 0) + (open?.bonusLeft ?? 0);
    if (left + spentFen !== wrong.principalFen + wrong.bonusFen) throw new DomainError('storedValue.correct.refunded');
  }

  /** Mirrors the value and the money; the one tender it was paid with. Throws `storedValue.correct.tenders` for a mixed payment. */
  private async undoSale(tx: Tx, wrong: WrongLot, documentId: string): Promise<PaidWith> {
    const tenders = await tx.rows<TakenTender>(
      'SELECT kind, amount_fen, reference, account_owner, transfer_id FROM lot_tender WHERE lot_id = ? ORDER BY position',
      [wrong.id],
    );
    const [tender] = tenders;
    if (tenders.length !== 1 || !tender || !isMoneyTender(tender.kind)) {
      throw new DomainError('storedValue.correct.tenders');
    }
    const ids = [wrong.principalTransferId, wrong.bonusTransferId, tender.transferId];
    await this.ledger.reverse(
      tx,
      ids.filter((id) => id !== null),
      { kind: 'prepaid.corrected', documentId },
    );
    return { kind: tender.kind, reference: tender.reference ?? '', till: tender.accountOwner };
  }

  private async raise(tx: Tx, membershipId: string, topUpFen: number, documentId: string): Promise<void> {
    const { principalFen: balanceFen } = await this.lots.balance(tx, membershipId);
    const cumulativeFen = await this.lots.paidInAll(tx, membershipId);
    await this.tiers.afterTopUp(tx, { membershipId, topUpFen, cumulativeFen, balanceFen, documentId });
  }

  private async print(tx: Tx, { wrong, holder, hand, reason, amountFen, bonusFen }: ToPrint): Promise<Written> {
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
        { label: say('reason'), value: reason },
      ],
      beforeFen: held.principalFen + held.bonusFen,
      changeFen: amountFen + bonusFen - wrong.principalFen - wrong.bonusFen,
    });
  }
}

interface PaidWith extends Omit<TenderPart, 'amountFen'> {
  /** Owner of the account that took it: the right amount lies there too. */
  readonly till: string;
}

interface ToPrint {
  readonly wrong: WrongLot;
  readonly holder: CardHolder;
  readonly hand: Hand;
  readonly reason: string;
  readonly amountFen: number;
  readonly bonusFen: number;
}

function rightLot(
  { membershipId, cardId, cardNo }: WrongLot,
  lot: Pick<SoldLot, 'lotId' | 'principalFen' | 'bonusFen' | 'tenders'>,
): SoldLot {
  if (cardId === null || cardNo === null) throw new DomainError('storedValue.correct.tenders');
  return { ...lot, membershipId, cardId, cardNo };
}

/** A lot of this store, as it was sold. */
function lotOf(tx: Tx, lotId: string): Promise<WrongLot | undefined> {
  return tx.one<WrongLot>(
    `SELECT l.id, l.act_id, l.store_id, l.membership_id, l.card_id, c.card_no, l.document_id, d.number AS document_no, l.principal_fen,
       l.bonus_fen, l.paid_at, l.business_date, l.recommender_no, l.unit_purchase_id, l.principal_transfer_id, l.bonus_transfer_id,
       (SELECT COUNT(*) FROM top_up_correction x WHERE x.lot_id = l.id) AS corrected
     FROM top_up_lot l JOIN document d ON d.id = l.document_id LEFT JOIN card c ON c.id = l.card_id
     WHERE l.id = ? AND l.store_id = ? AND l.cause <> 'OPENING'`,
    [lotId, tx.command.storeId],
  );
}

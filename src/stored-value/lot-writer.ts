import { Injectable } from '@nestjs/common';
import { Ledger, type TransferDraft } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { LotTender } from './lot-tender.entity.js';
import { writeTerms } from './rules/lot-terms.js';
import { ruleName } from './rules/bonus-offer.js';
import type { TakenTender } from './rules/right-tenders.js';
import type { TenderPart } from './rules/tender-mix.js';
import type { PrepaidPosting } from './rules/prepaid-flows.js';
import { TopUpLot } from './top-up-lot.entity.js';
import type { TopUpPlan } from './top-up-plan.js';
import { soldTransfers, takenTransfers } from './value-accounts.js';

/** One lot of an act. */
export interface SoldLot {
  readonly lotId: string;
  readonly membershipId: string;
  readonly cardId: string;
  readonly cardNo: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly tenders: readonly TenderPart[];
}

export interface CorrectedLot extends SoldLot {
  readonly tenders: readonly TakenTender[];
}

/** The transfers a lot has left in the ledger. */
interface PostedLot {
  readonly principalTransferId: string | null;
  readonly bonusTransferId: string | null;
  readonly tenderIds: readonly (string | null)[];
}

/** What the lots of one act have in common. */
export interface Sale {
  readonly actId: string;
  readonly documentId: string;
  readonly hand: { readonly till: string; readonly via: string };
  readonly plan: Pick<TopUpPlan, 'policy' | 'offer' | 'capFen' | 'refund'>;
  readonly recommenderNo: string;
  readonly unitPurchaseId?: string;
}

/** Writes lots: evidence, tenders and transfers together. */
@Injectable()
export class LotWriter {
  constructor(private readonly ledger: Ledger) {}

  /** Sells lots for money. */
  async sell(tx: Tx, sale: Sale, lots: readonly SoldLot[]): Promise<void> {
    for (const lot of lots) {
      const money = takenTransfers(tx.command.storeId, sale.hand.till, lot.tenders);
      const posted = await this.post(tx, 'prepaid.toppedUp', sale, lot, money);
      await this.write(tx, sale, lot, { cause: 'TOP_UP', paidAt: tx.now, correctsLotId: null }, posted);
    }
  }

  /**
   * The right lot in place of a wrong one: the law's days count from the payment, not from the correction. Its tenders are what was taken already;
   * whoever corrects moves what changes hands.
   */
  async correct(tx: Tx, sale: Sale, lot: CorrectedLot, wrong: { lotId: string; paidAt: number }): Promise<void> {
    const value = await this.post(tx, 'prepaid.corrected', sale, lot, []);
    const posted = { ...value, tenderIds: lot.tenders.map(({ transferId }) => transferId) };
    await this.write(tx, sale, lot, { cause: 'CORRECTION', paidAt: wrong.paidAt, correctsLotId: wrong.lotId }, posted);
  }

  private async write(
    tx: Tx,
    { actId, documentId, hand, plan, recommenderNo, unitPurchaseId }: Sale,
    { lotId: id, membershipId, cardId, principalFen, bonusFen, tenders }: SoldLot,
    origin: Pick<TopUpLot, 'cause' | 'paidAt' | 'correctsLotId'>,
    { principalTransferId, bonusTransferId, tenderIds }: PostedLot,
  ): Promise<void> {
    const { storeId, businessDate, actorId: byId } = tx.command;
    const { policy, offer } = plan;
    await tx.insert(TopUpLot, {
      membershipId,
      cardId,
      principalFen,
      bonusFen,
      ...origin,
      id,
      actId,
      storeId,
      documentId,
      byId,
      via: hand.via,
      businessDate: businessDate ?? '',
      bonusRule: offer.rule && ruleName(offer.rule),
      terms: writeTerms(termsOf(plan)),
      charterNumber: await charterOf(tx, membershipId),
      recommenderNo: recommenderNo === '' ? null : recommenderNo,
      invoiceMode: policy.invoiceMode,
      invoicedBeforeAt: null,
      unitPurchaseId: unitPurchaseId ?? null,
      principalTransferId,
      bonusTransferId,
    });
    await this.writeTenders(tx, id, tenders, { accountOwner: hand.till, tenderIds });
  }

  private async writeTenders(
    tx: Tx,
    lotId: string,
    tenders: readonly TenderPart[],
    { accountOwner, tenderIds }: { accountOwner: string; tenderIds: readonly (string | null)[] },
  ): Promise<void> {
    for (const [position, { kind, amountFen, reference }] of tenders.entries()) {
      await tx.insert(LotTender, {
        lotId,
        position,
        kind,
        amountFen,
        reference: reference === '' ? null : reference,
        accountOwner,
        transferId: tenderIds[position] ?? null,
      });
    }
  }

  private async post(
    tx: Tx,
    kind: PrepaidPosting,
    { documentId }: Sale,
    lot: SoldLot,
    money: readonly TransferDraft[],
  ): Promise<PostedLot> {
    const value = soldTransfers(lot.membershipId, lot);
    const ids = await this.ledger.post(tx, { kind, documentId, transfers: [...value, ...money] });
    const [principalTransferId = null, second = null] = ids;
    const bonusTransferId = lot.bonusFen > 0 ? second : null;
    return { principalTransferId, bonusTransferId, tenderIds: ids.slice(value.length) };
  }
}

function termsOf({ policy, offer, capFen, refund }: Sale['plan']) {
  return {
    capFen,
    bonusFromFen: offer.rule?.fromFen ?? null,
    bonusFen: offer.rule?.bonusFen ?? null,
    bonusEarns: policy.bonusEarns,
    refund,
  };
}

/** The charter the holder has signed last. */
async function charterOf(tx: Tx, membershipId: string): Promise<number | null> {
  const row = await tx.one<{ number: number }>(
    `SELECT v.number FROM membership m JOIN charter_signature s ON s.person_id = m.person_id
       JOIN charter_version v ON v.id = s.charter_version_id WHERE m.id = ? ORDER BY s.at DESC, s.id DESC LIMIT 1`,
    [membershipId],
  );
  return row?.number ?? null;
}

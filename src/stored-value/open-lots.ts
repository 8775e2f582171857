import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { TierSteps } from '../cards/tier-steps.js';
import { Ledger } from '../ledger/ledger.js';
import type { Tx } from '../platform/database/tx.js';
import { PolicyService } from '../venue/policy.service.js';
import { type AgreedRefund, agreedTerms, writeTerms } from './rules/lot-terms.js';
import { TopUpLot } from './top-up-lot.entity.js';
import { bonusOf, principalOf } from './value-accounts.js';

/** A top-up of the old system as it stands at go-live, fen. */
export interface OpeningLot extends AgreedRefund {
  readonly membershipId: string;
  readonly cardId: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  /** Milliseconds: the law's days count from the payment, not from the taking over. */
  readonly paidAt: number;
  readonly invoicedBefore: boolean;
  /** The terms it was sold under, and by what the holder had the tier ('' = nothing), as the old papers say. */
  readonly terms: string;
  readonly tierCause: string;
}

/** Live value is taken over (counter-practice 4.1): lots with their own date, invoice and terms, without a tender. */
@Injectable()
export class OpenLots {
  constructor(
    private readonly ledger: Ledger,
    private readonly policies: PolicyService,
    private readonly tiers: TierSteps,
  ) {}

  /** `documentId`: the paper on which Finance signed their sum. */
  async open(tx: Tx, documentId: string, lots: readonly OpeningLot[]): Promise<void> {
    const { storeId, businessDate, actorId: byId } = tx.command;
    const { storedValue, refund } = await this.policies.current(tx, storeId, businessDate ?? '');
    const { namedCapFen: capFen, bonusEarns } = storedValue;
    const frozen = { capFen, bonusEarns, bonusFromFen: null, bonusFen: null };
    for (const { invoicedBefore, terms: agreed, tierCause, coolingDays, consumerPrice, agreedRate, ...lot } of lots) {
      const id = uuidv7();
      const terms = { ...frozen, refund: agreedTerms(refund, { coolingDays, consumerPrice, agreedRate }) };
      const transfers = await this.post(tx, documentId, id, lot);
      await tx.insert(TopUpLot, {
        ...lot,
        ...transfers,
        id,
        storeId,
        documentId,
        byId,
        actId: documentId,
        cause: 'OPENING',
        via: 'IMPORT',
        businessDate: businessDate ?? '',
        bonusRule: null,
        terms: writeTerms({ ...terms, agreed, tierCause }),
        charterNumber: null,
        recommenderNo: null,
        invoiceMode: storedValue.invoiceMode,
        invoicedBeforeAt: invoicedBefore ? lot.paidAt : null,
        correctsLotId: null,
        unitPurchaseId: null,
      });
      if (tierCause !== '') await this.tiers.tellCause(tx, lot.membershipId, { note: tierCause, documentId });
    }
  }

  private async post(
    tx: Tx,
    documentId: string,
    lotId: string,
    { membershipId: owner, principalFen, bonusFen }: Pick<OpeningLot, 'membershipId' | 'principalFen' | 'bonusFen'>,
  ): Promise<Pick<TopUpLot, 'principalTransferId' | 'bonusTransferId'>> {
    const principal = { from: { kind: 'prepaid.opening', owner }, to: principalOf(owner, lotId) } as const;
    const bonus = { from: { kind: 'prepaid.bonusOpening', owner }, to: bonusOf(owner, lotId) } as const;
    const ids = await this.ledger.post(tx, {
      kind: 'prepaid.opened',
      documentId,
      transfers: [
        ...(principalFen > 0 ? [{ unit: 'FEN' as const, ...principal, amount: principalFen }] : []),
        ...(bonusFen > 0 ? [{ unit: 'FEN' as const, ...bonus, amount: bonusFen }] : []),
      ],
    });
    const [principalTransferId = null] = principalFen > 0 ? ids : [];
    return { principalTransferId, bonusTransferId: bonusFen > 0 ? (ids.at(-1) ?? null) : null };
  }
}

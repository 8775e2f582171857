import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../../cards/card-lookup.js';
import { giftAccounts, piecesOf } from '../../gifts/gift-accounts.js';
import { daysBetween } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Handler } from './redeem-gift.js';
import { RedemptionPaper } from './redemption-paper.js';
import { RedemptionSteps } from './redemption-steps.js';
import { type RedemptionRow, RedemptionsQueries } from './redemptions.queries.js';
import { isOwed } from './undo-redemption.js';

/** A guest complains of a broken gift within three days (counter-practice 4.21). */
export const EXCHANGE_DAYS = 3;

export interface StepDone {
  readonly [figure: string]: string | number;
  readonly redemptionId: string;
  readonly documentId: string;
  readonly documentNo: string;
}

/** After the voucher: an owed gift is collected, a broken one exchanged. No points move. */
@Injectable()
export class AfterRedemption {
  constructor(
    private readonly redemptions: RedemptionsQueries,
    private readonly cards: CardLookup,
    private readonly ledger: Ledger,
    private readonly paper: RedemptionPaper,
    private readonly steps: RedemptionSteps,
  ) {}

  /** The guest takes what was owed. Throws `page.notFound`, `redemption.notOwed`. */
  async collect(tx: Tx, redemptionId: string, handler: Handler): Promise<StepDone> {
    const { redemption, holder } = await this.open(tx, redemptionId);
    await this.steps.settleOwed(tx, redemptionId);
    const { storeId, itemId, quantity } = redemption;
    const paper = await this.write(tx, 'collected', { redemption, holder, handler, pieces: quantity });
    const transfers = [
      { unit: piecesOf(itemId), from: giftAccounts.owed(storeId), to: giftAccounts.given(storeId), amount: quantity },
    ];
    await this.ledger.post(tx, { kind: 'gift.collected', documentId: paper.id, transfers });
    await this.steps.add(tx, redemption, { kind: 'COLLECTED', pieces: quantity, reason: null, documentId: paper.id });
    return { redemptionId, documentId: paper.id, documentNo: paper.number };
  }

  /**
   * A sound piece for a broken one, from the shelf or else from what the activity still has; each piece once.
   * Throws `page.notFound`, `redemption.undone`, `redemption.stillOwed`, `redemption.exchange.late {days}`,
   * `redemption.exchange.pieces {max}`, `gifts.stock.short`.
   */
  async exchange(
    tx: Tx,
    redemptionId: string,
    { pieces, reason: typed }: { pieces: number; reason: string },
    handler: Handler,
  ): Promise<StepDone> {
    const { redemption, holder } = await this.open(tx, redemptionId);
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    assertExchangeable(redemption, pieces, tx.command.businessDate ?? '');
    const paper = await this.write(tx, 'exchanged', { redemption, holder, handler, pieces, reason });
    const { storeId, itemId } = redemption;
    const unit = piecesOf(itemId);
    const given = giftAccounts.given(storeId);
    const transfers = [
      { unit, from: await this.source(tx, redemption, pieces), to: given, amount: pieces },
      { unit, from: given, to: giftAccounts.broken(storeId), amount: pieces },
    ];
    await this.ledger.post(tx, { kind: 'gift.exchanged', documentId: paper.id, transfers });
    await this.steps.add(tx, redemption, { kind: 'EXCHANGED', pieces, reason, documentId: paper.id });
    return { redemptionId, documentId: paper.id, documentNo: paper.number };
  }

  private async source(tx: Tx, { storeId, activityId, itemId }: RedemptionRow, pieces: number) {
    const unit = piecesOf(itemId);
    const [shelf, aside] = [giftAccounts.stock(storeId), giftAccounts.setAside(activityId)];
    const onShelf = await this.ledger.balance(tx, unit, shelf);
    if (onShelf >= pieces) return shelf;
    const setAside = await this.ledger.balance(tx, unit, aside);
    if (setAside >= pieces) return aside;
    throw new DomainError('gifts.stock.short', { need: pieces, have: Math.max(onShelf, setAside) }, 'pieces');
  }

  private async open(tx: Tx, id: string): Promise<{ redemption: RedemptionRow; holder: CardHolder }> {
    const redemption = await this.redemptions.find(tx, tx.command.storeId, id);
    const holder = redemption && (await this.cards.byMembership(tx, redemption.membershipId));
    if (!redemption || !holder) throw new DomainError('page.notFound');
    return { redemption, holder };
  }

  private write(
    tx: Tx,
    kind: 'collected' | 'exchanged',
    about: { redemption: RedemptionRow; holder: CardHolder; handler: Handler; pieces: number; reason?: string },
  ): Promise<{ id: string; number: string }> {
    const { redemption, holder, handler, pieces, reason } = about;
    return this.paper.write(tx, {
      kind,
      holder,
      pieces,
      giftName: redemption.nameZh,
      original: redemption.documentNo,
      clerkName: handler.name,
      printerId: handler.printerId,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

function assertExchangeable(redemption: RedemptionRow, pieces: number, today: string): void {
  if (redemption.undoneAt !== null) throw new DomainError('redemption.undone');
  if (isOwed(redemption)) throw new DomainError('redemption.stillOwed');
  if (daysBetween(givenOn(redemption), today) > EXCHANGE_DAYS) {
    throw new DomainError('redemption.exchange.late', { days: EXCHANGE_DAYS });
  }
  const max = redemption.quantity - redemption.exchanged;
  if (!Number.isSafeInteger(pieces) || pieces < 1 || pieces > max) {
    throw new DomainError('redemption.exchange.pieces', { max }, 'pieces');
  }
}

/** The business date the guest took the pieces; a collected gift counts from its collection. */
function givenOn({ businessDate, collectedOn }: RedemptionRow): string {
  return collectedOn ?? businessDate;
}

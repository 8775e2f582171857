import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type CardHolder, CardLookup } from '../../cards/card-lookup.js';
import { assertUsable } from '../../cards/rules/card-life.js';
import { giftAccounts, piecesOf } from '../../gifts/gift-accounts.js';
import { giftName, GiftsQueries, type OfferRow } from '../../gifts/gifts.queries.js';
import { priceOfRedemption } from '../../gifts/rules/redemption-limits.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Ledger, type TransferDraft } from '../../ledger/ledger.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { PointsOf } from '../points-of.js';
import { planSpend } from '../rules/lot-expiry.js';
import type { LotPoints } from '../rules/take-back.js';
import { OwedGift } from './owed-gift.entity.js';
import { RedemptionPaper } from './redemption-paper.js';
import { Redemption } from './redemption.entity.js';
import { RedemptionsQueries } from './redemptions.queries.js';

export interface RedemptionWish {
  readonly membershipId: string;
  readonly offerId: string;
  /** Pieces. */
  readonly quantity: number;
  /** The guest collects them another day (欠货单). */
  readonly later: boolean;
}

/** Who hands it over: the name that stands on the paper, and its printer. */
export interface Handler {
  readonly name: string;
  readonly printerId: string | null;
}

export interface RedemptionDone {
  readonly [figure: string]: string | number;
  readonly redemptionId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly points: number;
  readonly balance: number;
}

/** Points for a gift (003E-006, 003E-007): points and pieces move in one posting, together or not at all. */
@Injectable()
export class RedeemGift {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cards: CardLookup,
    private readonly gifts: GiftsQueries,
    private readonly points: PointsOf,
    private readonly redemptions: RedemptionsQueries,
    private readonly ledger: Ledger,
    private readonly paper: RedemptionPaper,
  ) {}

  /** The act at the desk. Throws what `redeem` throws, `venue.dayNotOpen`. */
  async atDesk(desk: DeskContext, requestKey: string, wish: RedemptionWish): Promise<RedemptionDone> {
    const handler = { name: `${desk.person.name} ${desk.person.staffNo}`, printerId: desk.terminal?.printerId ?? null };
    const command = commandOfTheDay(desk, 'gifts.redeem', requestKey, { ...wish });
    return (await this.uow.run(command, (tx) => this.redeem(tx, wish, handler))).result;
  }

  /**
   * The act in an open unit, for whoever has one (a till, the demo).
   * Throws `page.notFound`, `card.*`, `gifts.*`, `points.debt {debt}`, `points.short {need, have, diff}`.
   */
  async redeem(tx: Tx, wish: RedemptionWish, handler: Handler): Promise<RedemptionDone> {
    const today = tx.command.businessDate;
    if (today === null) throw new DomainError('venue.dayNotOpen');
    const holder = await this.usableCard(tx, wish.membershipId, today);
    const offer = await this.gifts.offer(tx, tx.command.storeId, wish.offerId);
    if (!offer) throw new DomainError('gifts.unknown', {}, 'offerId');
    if (offer.returnedAt !== null) throw new DomainError('gifts.ended', { until: offer.endsOn });
    const use = await this.redemptions.useOf(tx, wish.membershipId, offer, today);
    const price = priceOfRedemption(offer, use, wish.quantity, today);
    const { lots, debtPoints, balance } = await this.points.standing(tx, wish.membershipId);
    if (debtPoints > 0) throw new DomainError('points.debt', { debt: debtPoints });
    const plan = planSpend(lots, price, today);
    const figures = { before: balance, change: -price };
    const paper = await this.paper.write(tx, {
      kind: wish.later ? 'owed' : 'redeemed',
      holder,
      giftName: giftName(offer, 'zh-CN'),
      pieces: wish.quantity,
      figures,
      clerkName: handler.name,
      printerId: handler.printerId,
    });
    await this.post(tx, wish, { offer, plan, documentId: paper.id });
    const redemptionId = await this.record(tx, wish, {
      offer,
      holder,
      handler,
      price,
      balance,
      documentId: paper.id,
      today,
    });
    return { redemptionId, documentId: paper.id, documentNo: paper.number, points: price, balance: balance - price };
  }

  private async usableCard(tx: Tx, membershipId: string, today: string): Promise<CardHolder> {
    const holder = await this.cards.byMembership(tx, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    if (holder.closedAt !== null) throw new DomainError('card.closed', {}, 'card');
    assertUsable(holder, today);
    return holder;
  }

  private async post(
    tx: Tx,
    { membershipId, quantity, later }: RedemptionWish,
    { offer, plan, documentId }: { offer: OfferRow; plan: readonly LotPoints[]; documentId: string },
  ): Promise<void> {
    const { storeId } = tx.command;
    const points = plan.map(({ lotId, points }) => ({
      unit: 'POINT' as const,
      from: { kind: 'points.lot', owner: membershipId, part: lotId } as const,
      to: { kind: 'points.redeemed', owner: membershipId } as const,
      amount: points,
    }));
    const pieces: TransferDraft = {
      unit: piecesOf(offer.itemId),
      from: giftAccounts.setAside(offer.activityId),
      to: later ? giftAccounts.owed(storeId) : giftAccounts.given(storeId),
      amount: quantity,
    };
    await this.ledger.post(tx, { kind: 'gift.redeemed', documentId, transfers: [...points, pieces] });
  }

  private async record(
    tx: Tx,
    wish: RedemptionWish,
    done: {
      offer: OfferRow;
      holder: CardHolder;
      handler: Handler;
      price: number;
      balance: number;
      documentId: string;
      today: string;
    },
  ): Promise<string> {
    const id = uuidv7();
    const { storeId, actorId: byId, terminalId } = tx.command;
    const { offer, holder, handler, price, balance, documentId, today } = done;
    await tx.insert(Redemption, {
      id,
      storeId,
      membershipId: wish.membershipId,
      cardId: holder.cardId,
      activityId: offer.activityId,
      itemId: offer.itemId,
      quantity: wish.quantity,
      points: price,
      balanceBefore: balance,
      later: wish.later ? 1 : 0,
      documentId,
      byId,
      clerkName: handler.name,
      terminalId,
      businessDate: today,
      at: tx.now,
    });
    if (wish.later) await tx.insert(OwedGift, { redemptionId: id, storeId, since: tx.now });
    return id;
  }
}

import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../../cards/card-lookup.js';
import { GiftsQueries, type OfferRow } from '../../gifts/gifts.queries.js';
import type { OfferUse } from '../../gifts/rules/redemption-limits.js';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type MemberStrip, MemberStrips } from '../../members/member-strip.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { type PointsStanding, PointsOf } from '../points-of.js';
import { isExpired } from '../rules/lot-expiry.js';
import { RedemptionsQueries } from './redemptions.queries.js';

export interface Choice {
  readonly offer: OfferRow;
  /** Pieces this member can take now: pieces, limits and points together. */
  readonly most: number;
  /** Pieces the limits and the stock allow. */
  readonly allowed: number;
}

export interface Choices {
  readonly membershipId: string;
  readonly strip: MemberStrip;
  /** Points that can be spent today. */
  readonly usable: number;
  readonly standing: PointsStanding;
  readonly choices: readonly Choice[];
}

/** What the pages of a redemption show, read together. */
@Injectable()
export class RedeemPages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly cards: CardLookup,
    private readonly strips: MemberStrips,
    private readonly gifts: GiftsQueries,
    private readonly pointsOf: PointsOf,
    private readonly redemptions: RedemptionsQueries,
  ) {}

  /** Everything on offer today with what this member can have of it. Throws `page.notFound`. */
  async choices(desk: DeskContext, membershipId: string): Promise<Choices> {
    const holder = await this.holder(membershipId);
    const today = this.today(desk);
    const standing = await this.pointsOf.standing(this.reader, membershipId);
    const usable = usablePoints(standing, today);
    const choices: Choice[] = [];
    for (const offer of await this.gifts.offersOn(this.reader, desk.store.id, today)) {
      choices.push(choiceOf(offer, await this.redemptions.useOf(this.reader, membershipId, offer, today), usable));
    }
    const strip = await this.strips.strip(this.reader, holder, desk.locale);
    return { membershipId, strip, usable, standing, choices };
  }

  /** One gift for one member. Throws `page.notFound`. */
  async choice(desk: DeskContext, membershipId: string, offerId: string): Promise<Omit<Choices, 'choices'> & Choice> {
    const { choices, ...rest } = await this.choices(desk, membershipId);
    const choice = choices.find(({ offer }) => offer.offerId === offerId);
    if (!choice) throw new DomainError('page.notFound');
    return { ...rest, ...choice };
  }

  private async holder(membershipId: string): Promise<CardHolder> {
    const holder = await this.cards.byMembership(this.reader, membershipId);
    if (!holder) throw new DomainError('page.notFound');
    return holder;
  }

  private today(desk: DeskContext): string {
    return desk.businessDate ?? calendarDate(this.clock.now());
  }
}

function usablePoints({ lots, debtPoints }: PointsStanding, today: string): number {
  if (debtPoints > 0) return 0;
  return lots.filter(({ expiresOn }) => !isExpired(expiresOn, today)).reduce((sum, lot) => sum + lot.points, 0);
}

function choiceOf(offer: OfferRow, use: OfferUse, usable: number): Choice {
  const leftOf = (limit: number | null, taken: number) =>
    limit === null ? Number.MAX_SAFE_INTEGER : Math.max(0, limit - taken);
  const allowed = Math.min(offer.left, leftOf(offer.perDay, use.takenToday), leftOf(offer.inTotal, use.takenInTotal));
  return { offer, allowed, most: Math.min(allowed, Math.floor(usable / offer.pointsPrice)) };
}

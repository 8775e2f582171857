import { Injectable } from '@nestjs/common';
import { calendarDate, proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { CardLookup, type CardHolder } from '../cards/card-lookup.js';
import { assertUsable } from '../cards/rules/card-life.js';
import { birthdayOn } from '../members/rules/birthday.js';
import { PersonFields } from '../members/sealed-person.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { usedBy } from '../slips/slip-claims.js';
import { figuresOf, normalSlipNo } from '../slips/rules/slip-content.js';
import type { SlipFigures } from '../slips/rules/slip-figures.js';
import { withGifts } from '../slips/rules/slip-gifts.js';
import { figuresBySlip, giftOf } from '../slips/slip-rows.js';
import type { PointsPolicy } from '../venue/rules/policy-schema.js';
import { PolicyService } from '../venue/policy.service.js';
import { type PaperSlip, paperSlip } from './paper-slip.js';
import { PointsOf, type PointsStanding } from './points-of.js';
import { type PresentedSlip, presentedSlip, replacementNo } from './presented-slip.js';
import { standing as standingOf, type VisitClaim, Visits } from './visits.js';
import { assertWithinClaimWindow } from './rules/claim-window.js';
import { expiryOf } from './rules/lot-expiry.js';
import { multiplierOf } from './rules/multiplier.js';
import { pointsOfVisit } from './rules/points-of-visit.js';

export interface CreditInput {
  readonly membershipId: string;
  readonly slipNo: string;
  readonly paper: PaperSlip | null;
}

/** Where and when a slip is presented. */
export interface Counter {
  readonly storeId: string;
  readonly businessDate: string;
  readonly actorId: string;
  /** Milliseconds. */
  readonly now: number;
}

/** What crediting a slip would do, figure by figure: the table the clerk shows, and what the act then posts. */
export interface CreditQuote {
  readonly holder: CardHolder;
  readonly slip: PresentedSlip;
  readonly figures: SlipFigures;
  /** Other slips of the visit that were credited to this membership. */
  readonly before: readonly VisitClaim[];
  readonly policy: PointsPolicy;
  readonly tierMultiplier: string;
  readonly onBirthday: boolean;
  readonly multiplier: string;
  readonly baseFen: number;
  readonly visitPoints: number;
  readonly heldPoints: number;
  readonly points: number;
  readonly standing: PointsStanding;
  readonly expiresOn: string;
}

/** Works out what a slip is worth to a member (003E-003). Reads only; the page and the act ask the same. */
@Injectable()
export class CreditQuotes {
  constructor(
    private readonly cards: CardLookup,
    private readonly fields: PersonFields,
    private readonly policies: PolicyService,
    private readonly visits: Visits,
    private readonly pointsOf: PointsOf,
  ) {}

  /**
   * `late` credits a slip past its days (补积). Throws card.* and points.slip.* refusals, `points.ownCard`, `page.notFound`.
   */
  async of(db: SqlReads, counter: Counter, input: CreditInput, late = false): Promise<CreditQuote> {
    const holder = await this.cards.byMembership(db, input.membershipId);
    if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
    assertUsable(holder, counter.businessDate);
    const slip = await this.creditable(db, counter, input, holder);
    const policy = (await this.policies.current(db, counter.storeId, slip.businessDate)).points;
    assertInTime(slip, policy, counter.now, late);
    return this.count(db, counter, { holder, slip, policy });
  }

  private async creditable(
    db: SqlReads,
    counter: Counter,
    input: CreditInput,
    holder: CardHolder,
  ): Promise<SettledSlip> {
    const slipNo = normalSlipNo(input.slipNo);
    const { slip, claim, ownPhoneHash } = await presentedSlip(db, counter, slipNo);
    if (ownPhoneHash !== null && ownPhoneHash === holder.phoneHash) throw new DomainError('points.ownCard', {}, 'card');
    if (claim) throw new DomainError('points.slip.used', usedBy(claim), 'slipNo');
    const presented = slip && slip.source !== 'PAPER' ? slip : (paperSlip(slipNo, counter, input.paper, slip) ?? slip);
    if (!presented) throw new DomainError('points.slip.unknown', {}, 'slipNo');
    if (presented.replacedById !== null) {
      throw new DomainError(
        'points.slip.replaced',
        { slipNo: await replacementNo(db, presented.replacedById) },
        'slipNo',
      );
    }
    if (presented.settledAt === null) throw new DomainError('points.slip.unsettled', {}, 'slipNo');
    return { ...presented, settledAt: presented.settledAt, businessDate: proposedBusinessDate(presented.settledAt) };
  }

  private async count(
    db: SqlReads,
    counter: Counter,
    { holder, slip, policy }: Pick<CreditQuote, 'holder' | 'policy'> & { slip: SettledSlip },
  ): Promise<CreditQuote> {
    const visit = { ...slip, storeId: counter.storeId, membershipId: holder.membershipId };
    const claims = slip.visitNo === null ? [] : await this.visits.claimsOf(db, visit);
    const before = standingOf(claims);
    const { figures, earlier } = await figuresOfVisit(db, counter.storeId, slip, before);
    const onBirthday = this.isBirthday(holder, slip);
    const multiplier = multiplierOf(holder.tier, onBirthday, policy);
    const heldPoints = claims.reduce((sum, { heldPoints: held }) => sum + held, 0);
    const { baseFen, visitPoints, points } = pointsOfVisit([...earlier, figures], heldPoints, multiplier, policy);
    // A slip too small for one point still counts for the next one of its visit; alone it is worth nothing.
    if (points === 0 && (slip.visitNo === null || baseFen === 0))
      throw new DomainError('points.slip.nothing', {}, 'slipNo');
    return {
      holder,
      slip,
      figures,
      before,
      policy,
      onBirthday,
      multiplier,
      baseFen,
      visitPoints,
      heldPoints,
      points,
      tierMultiplier: policy.tierMultiplier[holder.tier],
      standing: await this.pointsOf.standing(db, holder.membershipId),
      expiresOn: expiryOf(counter.businessDate, policy.expiryMonths),
    };
  }

  /** The night of consumption counts by its calendar and its business date; waiting with a slip until the birthday does not. */
  private isBirthday(holder: CardHolder, { settledAt, businessDate }: SettledSlip): boolean {
    const birthday = this.fields.birthday(holder);
    return birthday !== null && birthdayOn(birthday, [calendarDate(settledAt), businessDate]) !== null;
  }
}

type SettledSlip = PresentedSlip & { readonly settledAt: number; readonly businessDate: string };

/** All slips of the visit in one statement; what was just keyed stands for itself, less the bonus money of cards that paid it. */
async function figuresOfVisit(
  db: SqlReads,
  storeId: string,
  slip: PresentedSlip,
  before: readonly VisitClaim[],
): Promise<{ figures: SlipFigures; earlier: SlipFigures[] }> {
  const bare = figuresOf({ lines: [], tenders: [], keyedFen: slip.keyedFen });
  const keyed = slip.isKeyedNow ? withGifts(bare, await giftOf(db, storeId, slip.slipNo)) : bare;
  const own = slip.isKeyedNow || slip.id === null ? [] : [{ id: slip.id, keyedFen: slip.keyedFen }];
  const all = await figuresBySlip(db, [...own, ...before.map(({ slipId, keyedFen }) => ({ id: slipId, keyedFen }))]);
  const earlier = before.map(({ slipId }) => all.get(slipId) ?? keyed);
  return { figures: (slip.id !== null && all.get(slip.id)) || keyed, earlier };
}

/** The rate and the days are those of the settlement: a policy changed since does not touch the slip. */
function assertInTime({ settledAt }: SettledSlip, { slipDays }: PointsPolicy, now: number, late: boolean): void {
  const window = [calendarDate(settledAt), calendarDate(now), slipDays] as const;
  if (!late) return assertWithinClaimWindow(...window);
  try {
    assertWithinClaimWindow(...window);
  } catch {
    return;
  }
  throw new DomainError('points.slip.inTime', {}, 'slipNo');
}

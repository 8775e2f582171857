import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { PolicyService } from '../venue/policy.service.js';
import type { Tier } from '../venue/rules/policy-schema.js';
import {
  earnedTier,
  type EarnedStep,
  isHigher,
  stillEarned,
  tierGoodUntil,
  type TopUpFigures,
} from './rules/tier-rule.js';
import { cameWith, type CameWith, type PaidOn } from './tier/came-with.js';
import { TierFigures } from './tier/tier-figures.js';
import { CardHandovers } from './tier/card-handovers.js';
import type { TierStep } from './tier/tier-step.entity.js';
import { dateOf, isNamed, tierOf, writeTierStep } from './tier/write-tier-step.js';

/** A top-up as its room reports it; amounts are principal, in fen, after the top-up. */
export interface TopUpDone extends TopUpFigures {
  readonly membershipId: string;
  /** The paper of the top-up; the tier is tied to it. */
  readonly documentId: string;
}

export interface TierAfter {
  readonly tier: Tier;
  readonly raised: boolean;
  /** The hand-over of the card that goes with the tier; null when nothing changed. */
  readonly handoverId: string | null;
  /** 欠卡,无库存. */
  readonly owed: boolean;
}

interface Last {
  readonly id: string;
  readonly cause: string;
  readonly toTier: Tier;
  readonly goodUntil: string | null;
}

/** Every change of a tier, with its cause. The tier shown is the tier that is meant: there is no second figure behind it. */
@Injectable()
export class TierSteps {
  constructor(
    private readonly policies: PolicyService,
    private readonly handovers: CardHandovers,
    private readonly figures: TierFigures,
  ) {}

  /** Called in the unit of every top-up: raises the tier where a threshold is met, or makes the present one good for longer. */
  async afterTopUp(tx: Tx, done: TopUpDone): Promise<TierAfter> {
    const businessDate = dateOf(tx);
    const { cards } = await this.policies.current(tx, tx.command.storeId, businessDate);
    const before = await tierOf(tx, done.membershipId);
    // a card that names nobody belongs to whoever holds it, and no tier does
    const earned = (await isNamed(tx, done.membershipId)) ? earnedTier(cards, done) : null;
    const stays: TierAfter = { tier: before, raised: false, handoverId: null, owed: false };
    if (!earned || isHigher(before, earned.tier)) return stays;
    const goodUntil = tierGoodUntil(cards, businessDate);
    if (earned.tier === before) {
      if (goodUntil !== null) await this.step(tx, done, before, { ...earned, goodUntil, cause: 'RENEWED' });
      return stays;
    }
    const stepId = await this.step(tx, done, before, { ...earned, goodUntil, cause: earned.by });
    const { id, owed } = await this.handovers.open(tx, { ...done, stepId, kindCode: earned.tier });
    return { tier: earned.tier, raised: true, handoverId: id, owed };
  }

  /** The tiers that came with this top-up, and the cards to be taken back; empty when it brought none. */
  cameWith(db: SqlReads, topUp: PaidOn): Promise<CameWith[]> {
    return cameWith(db, topUp);
  }

  /**
   * The top-up was refunded or corrected: a tier that still stands by it falls back to where it came from, or to what the other top-ups carry;
   * its card is recalled. The tier afterwards. Nothing happens where something else has carried the tier since.
   */
  async takeBack(
    tx: Tx,
    { topUp, documentId, note }: { topUp: PaidOn; documentId: string; note: string },
  ): Promise<Tier | null> {
    const step = (await this.cameWith(tx, topUp)).find(({ stands }) => stands);
    if (!step) return null;
    const { membershipId } = step;
    const kept = await this.keep(tx, step, topUp);
    if (kept === step.toTier) return kept;
    const to = kept ?? step.fromTier;
    await this.lower(tx, { membershipId, to, cause: 'REFUND', documentId, note });
    return to;
  }

  /** A tier that the old system gave, until when, and by what as its list says. Nothing is handed over: its card is in the guest's hand. */
  async bringOver(
    tx: Tx,
    brought: Pick<TierStep, 'membershipId' | 'businessDate' | 'goodUntil' | 'documentId'> & {
      tier: Tier;
      note: string;
    },
  ): Promise<void> {
    const { tier: toTier, note, ...step } = brought;
    const fromTier = await tierOf(tx, step.membershipId);
    await writeTierStep(tx, { ...step, fromTier, toTier, cause: 'IMPORTED', note: note === '' ? null : note });
  }

  /** Finance has signed by what the holder had the tier; one who has none is told of nothing. */
  async tellCause(
    tx: Tx,
    membershipId: string,
    told: { readonly note: string; readonly documentId: string },
  ): Promise<void> {
    const tier = await tierOf(tx, membershipId);
    if (tier === 'ORDINARY') return;
    const goodUntil = (await this.last(tx, membershipId))?.goodUntil ?? null;
    await this.bringOver(tx, { membershipId, tier, goodUntil, businessDate: dateOf(tx), ...told });
  }

  /** Another top-up carries the whole tier: a step of its own says so. A lower tier that is still earned is only told. */
  private async keep(tx: Tx, { membershipId, fromTier, toTier }: CameWith, without: PaidOn): Promise<Tier | null> {
    const { cards } = await this.policies.current(tx, tx.command.storeId, dateOf(tx));
    const still = stillEarned(cards, await this.figures.of(tx, membershipId, without));
    if (!still || !isHigher(still.tier, fromTier)) return null;
    if (isHigher(toTier, still.tier)) return still.tier;
    const { documentId, topUpFen, figureFen, thresholdFen } = still;
    const goodUntil = (await this.last(tx, membershipId))?.goodUntil ?? null;
    const figures = { topUpFen, figureFen, thresholdFen };
    await writeTierStep(tx, {
      membershipId,
      fromTier,
      toTier,
      cause: 'KEPT',
      documentId,
      note: null,
      goodUntil,
      ...figures,
    });
    return toTier;
  }

  /** Lowers a tier by hand, by its date or with its money: the card in hand follows it down. Throws `cards.tier.notLower`, `cards.tier.reasonRequired`. */
  async lower(
    tx: Tx,
    down: {
      membershipId: string;
      to: Tier;
      cause: 'REFUND' | 'EXPIRED' | 'BY_HAND';
      documentId: string | null;
      note: string;
    },
  ): Promise<void> {
    const { membershipId, to, cause, documentId } = down;
    const note = cleanText(down.note, { max: 200, field: 'reason' });
    if (note === '' && cause === 'BY_HAND') throw new DomainError('cards.tier.reasonRequired', {}, 'reason');
    const before = await tierOf(tx, membershipId);
    if (!isHigher(before, to)) throw new DomainError('cards.tier.notLower', {}, 'tier');
    const step = { membershipId, fromTier: before, toTier: to, cause, documentId, note, goodUntil: null };
    const stepId = await writeTierStep(tx, step);
    await this.handovers.afterFall(tx, { membershipId, stepId, to });
  }

  /** The step by which a membership has its tier; undefined for who never had another than the first. */
  last(db: SqlReads, membershipId: string): Promise<Last | undefined> {
    return db.one<Last>(
      'SELECT id, cause, to_tier, good_until FROM tier_step WHERE membership_id = ? ORDER BY id DESC LIMIT 1',
      [membershipId],
    );
  }

  private step(
    tx: Tx,
    { membershipId, topUpFen, documentId }: TopUpDone,
    fromTier: Tier,
    { tier: toTier, figureFen, thresholdFen, ...rest }: EarnedStep & { goodUntil: string | null; cause: string },
  ): Promise<string> {
    const { cause, goodUntil } = rest;
    const figures = { topUpFen, figureFen, thresholdFen };
    return writeTierStep(tx, { membershipId, fromTier, toTier, cause, documentId, note: null, goodUntil, ...figures });
  }
}

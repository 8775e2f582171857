import { Injectable } from '@nestjs/common';
import { proposedBusinessDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { HeldThing } from '../staff/custody-registry.js';
import type { DayObstacle } from '../venue/day-gate.js';
import type { HandedShift, HandoverLine, HandoverObstacle, HandoverPart } from '../venue/handover-parts.js';
import { PolicyService } from '../venue/policy.service.js';
import { IS_MISSING, type ItemRow } from './lost-items.js';
import { LostCommands } from './lost-commands.js';
import { LostQueries } from './lost.queries.js';
import { Passings } from './passings.js';
import { custodyStanding, type CustodyStanding } from './rules/custody-term.js';
import { isDueToPolice, isOutdated, isSpoilt } from './rules/leaving.js';

export interface Duties {
  /** 待入柜: most urgent first. */
  readonly awaitingSafe: readonly ItemRow[];
  readonly toPolice: readonly ItemRow[];
  /** 少了: not where it should be. */
  readonly missing: readonly ItemRow[];
  /** Food and medicine past their days. */
  readonly toDispose: readonly ItemRow[];
  /** Of little worth and past its days: may be destroyed before two people, whenever somebody finds the time. */
  readonly outdated: readonly ItemRow[];
  /** Kept by the VIP centre, from noon of their last day on. */
  readonly due: readonly { readonly item: ItemRow; readonly standing: CustodyStanding }[];
  readonly toCustody: readonly ItemRow[];
  /** After how many full days things go to General Affairs, and when it is at work, 'HH:MM'. */
  readonly office: { readonly days: number; readonly opens: string; readonly closes: string };
}

interface Counts {
  readonly waiting: number;
  readonly dangerous: number;
  readonly loose: number;
  readonly inSafe: number;
  /** Of them, not in its slot when it was last counted. */
  readonly missed: number;
  readonly kept: number;
}

const COUNTS = `SELECT
  COALESCE(SUM(CASE WHEN state = 'AWAITING_SAFE' THEN 1 ELSE 0 END), 0) AS waiting,
  COALESCE(SUM(CASE WHEN category = 'DANGEROUS' THEN 1 ELSE 0 END), 0) AS dangerous,
  COALESCE(SUM(CASE WHEN state = 'REGISTERED' AND category <> 'DANGEROUS' THEN 1 ELSE 0 END), 0) AS loose,
  COALESCE(SUM(CASE WHEN slot IS NOT NULL THEN 1 ELSE 0 END), 0) AS in_safe,
  COALESCE(SUM(CASE WHEN slot IS NOT NULL THEN ${IS_MISSING} ELSE 0 END), 0) AS missed,
  COALESCE(SUM(CASE WHEN slot IS NULL AND state = 'VIP_CUSTODY' THEN 1 ELSE 0 END), 0) AS kept
  FROM lost_item i WHERE store_id = ? AND state IN ('REGISTERED', 'AWAITING_SAFE', 'SAFE', 'VIP_CUSTODY')`;

/** What lost property asks of the people tonight: the desk, the handover, the close of the day and whoever wants to leave the house. */
@Injectable()
export class LostDuties implements HandoverPart {
  readonly order = 60;

  constructor(
    private readonly queries: LostQueries,
    private readonly policies: PolicyService,
    private readonly commands: LostCommands,
    private readonly passings: Passings,
    private readonly clock: Clock,
  ) {}

  /** Worked out from dates at each look: nothing is missed because a PC was off. */
  async of(db: SqlReads, store: { readonly id: string }, businessDate: string | null): Promise<Duties> {
    const today = this.commands.dateOf({ businessDate });
    const policy = await this.policies.current(db, store.id, today);
    const office = { ...policy.lostProperty, dayCutoff: policy.venue.dayCutoff };
    const now = this.clock.now();
    // a day left open does not hold back what the calendar asks for
    const [date = today] = [today, proposedBusinessDate(now, office.dayCutoff)].toSorted().slice(-1);
    const [items, missing] = await Promise.all([this.queries.pressing(store.id, date), this.queries.missing(store.id)]);
    // what is missed is looked for, and nothing else is asked of it
    const there = items.filter((item) => item.missing === 0);
    const due = there.flatMap((item) => {
      const { lastDay, handOverOn, state } = item;
      if (state !== 'VIP_CUSTODY' || lastDay === null || handOverOn === null) return [];
      const standing = custodyStanding({ lastDay, handOverOn }, now, office);
      return standing === 'KEEPING' ? [] : [{ item, standing }];
    });
    const { custodyDays, officeOpens, officeCloses } = office;
    return {
      due,
      missing,
      office: { days: custodyDays, opens: officeOpens, closes: officeCloses },
      awaitingSafe: there.filter(({ state }) => state === 'AWAITING_SAFE'),
      toPolice: there.filter((item) => isDueToPolice({ ...item, valuable: item.valuable === 1 }, today)),
      toDispose: there.filter((item) => isSpoilt({ ...item, valuable: item.valuable === 1 }, today)),
      outdated: there.filter((item) => isOutdated(item, today)),
      toCustody: there.filter(
        ({ state, category }) => (state === 'REGISTERED' || state === 'SAFE') && category !== 'DANGEROUS',
      ),
    };
  }

  /** 003E-041: what was found goes to the VIP centre before the day ends; valuables lie in the safe, weapons are with the police. */
  async dayObstacles(db: SqlReads, storeId: string): Promise<DayObstacle[]> {
    const { waiting, dangerous } = await this.counts(db, storeId);
    const toCustody = await db.one<{ n: number }>(
      `SELECT count(*) AS n FROM lost_item i WHERE store_id = ? AND state IN ('REGISTERED', 'SAFE') AND category <> 'DANGEROUS' AND ${IS_MISSING} = 0`,
      [storeId],
    );
    const found = [
      { key: 'lost.gate.awaitingSafe', count: waiting, href: '/lost/safe' },
      { key: 'lost.gate.police', count: dangerous, href: '/lost' },
      { key: 'lost.gate.custody', count: toCustody?.n ?? 0, href: '/lost/custody' },
    ];
    return found.filter(({ count }) => count > 0).map(({ key, count, href }) => ({ key, href, params: { count } }));
  }

  /** Keys of safe slots in somebody's hand: they hand them over before they go (counter-practice §4.16). */
  async heldBy(db: SqlReads, staffId: string): Promise<HeldThing[]> {
    const rows = await db.rows<{ number: string; slot: string; id: string }>(
      "SELECT id, number, slot FROM lost_item WHERE key_holder_id = ? AND slot IS NOT NULL AND state IN ('SAFE', 'VIP_CUSTODY') ORDER BY slot",
      [staffId],
    );
    return rows.map(({ id, number, slot }) => ({ key: 'lost.held', params: { number, slot }, href: `/lost/${id}` }));
  }

  /** Pieces that can be touched: the safe's slots, and what lies with the desk or the VIP centre (001-78). */
  async lines(
    db: SqlReads,
    { storeId, businessDate, openedAt, countedElsewhere }: HandedShift,
  ): Promise<HandoverLine[]> {
    const { due, toPolice, toDispose, missing } = await this.of(db, { id: storeId }, businessDate);
    const waiting = due.length + toPolice.length + toDispose.length + missing.length;
    const { loose, inSafe, missed, kept } = await this.counts(db, storeId);
    const part = (key: string, expected: number, href: string): HandoverLine => ({
      key,
      expected,
      href,
      touch: countedElsewhere !== 1,
      labelKey: `lost.handover.${key}`,
    });
    const pile = { key: 'lostOnHand', labelKey: 'lost.handover.onHand', hintKey: 'lost.handover.onHandHint' };
    const count = await this.safeCount(db, storeId, openedAt);
    return [
      {
        ...part('lostInSafe', inSafe, '/lost/safe'),
        touch: false,
        ...(count ? { counted: inSafe - missed } : {}),
      },
      { ...part('lostAtDesk', loose, '/lost/items?list=custody'), pile },
      { ...part('lostInCustody', kept, '/lost/items?list=vip'), pile },
      ...(waiting === 0 ? [] : [{ ...part('lostDue', waiting, '/lost'), touch: false }]),
    ];
  }

  /** A valuable that is not in the safe never leaves the shift, and what is in it was counted slot by slot within the shift (001-78). */
  async obstacles(db: SqlReads, { storeId, openedAt, countedElsewhere }: HandedShift): Promise<HandoverObstacle[]> {
    const { waiting, inSafe } = await this.counts(db, storeId);
    const counted = countedElsewhere === 1 || (await this.safeCount(db, storeId, openedAt)) !== undefined;
    const uncounted = counted ? 0 : inSafe;
    const found = [
      { key: 'lost.gate.awaitingSafe', count: waiting },
      { key: 'lost.gate.safeCount', count: uncounted },
    ];
    return found
      .filter(({ count }) => count > 0)
      .map(({ key, count }) => ({ key, params: { count }, href: '/lost/safe' }));
  }

  /** Which shift carried what stays with each thing. */
  accepted(tx: Tx, shift: HandedShift, incomingId: string): Promise<void> {
    return this.passings.withShift(tx, shift, incomingId);
  }

  /** The newest count of the safe, slot by slot, since a shift opened and since the last thing went in: what came later was never counted. */
  private safeCount(db: SqlReads, storeId: string, openedAt: number): Promise<{ readonly id: string } | undefined> {
    return db.one(
      `SELECT id FROM lost_safe_count WHERE store_id = ? AND at >= ?
       AND at >= COALESCE((SELECT MAX(t.at) FROM lost_item_step t JOIN lost_item i ON i.id = t.item_id
         WHERE i.store_id = ? AND i.slot IS NOT NULL AND t.action = 'putIntoSafe'), 0)
       ORDER BY at DESC, id DESC LIMIT 1`,
      [storeId, openedAt, storeId],
    );
  }

  private async counts(db: SqlReads, storeId: string): Promise<Counts> {
    const counts = await db.one<Counts>(COUNTS, [storeId]);
    return counts ?? { waiting: 0, dangerous: 0, loose: 0, inSafe: 0, missed: 0, kept: 0 };
  }
}

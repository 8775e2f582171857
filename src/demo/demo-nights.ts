import { uuidv7 } from 'uuidv7';
import { GiftsQueries } from '../gifts/gifts.queries.js';
import { addDays, weekday } from '../kernel/business-day.js';
import type { Tx } from '../platform/database/tx.js';
import { CreditSlip } from '../points/credit-slip.js';
import { PointsOf } from '../points/points-of.js';
import type { Clerk } from '../points/points-papers.js';
import { RedeemGift } from '../points/redemption/redeem-gift.js';
import { Signatures } from '../points/signatures.js';
import { Slips } from '../slips/slips.js';
import { BusinessDaysService } from '../venue/business-days.service.js';
import { VenueActs } from '../venue/venue-acts.service.js';
import { demoDesk } from './demo-desk.js';
import { EVERYDAY_GIFTS } from './demo-gifts.js';
import { DemoEvenings } from './demo-evenings.js';
import type { DemoStory } from './demo-story.js';
import { inventSlip, plainSlip } from './invented-slips.js';

const HOUR_MS = 3_600_000;
const AT_ONCE = 25;
const clerk: Clerk = { name: '王丽 8005', storeName: '人民路店', printerId: null, locale: 'zh-CN' };

/** What a room tells of a night, inside the open shift of 林晓 (8006); `tonight` that of 王丽 (8005). */
export type NightlyChapter = (date: string) => Promise<void>;

/** Shifts are told this far back; older nights have their slips and points only. */
const SHIFT_NIGHTS = 30;

interface Credit {
  readonly membershipId: string;
  readonly slipNo: string;
}

/** One business night after another, each opened, worked and closed. */
export class DemoNights {
  /** Everybody but the two of the README, whose figures are promised. */
  private readonly regulars: readonly [string, ...string[]];
  private readonly evenings: DemoEvenings;

  constructor(
    private readonly story: DemoStory,
    members: readonly string[],
    private readonly today: string,
    private readonly chapters: readonly NightlyChapter[],
  ) {
    this.evenings = new DemoEvenings(story, (date) => this.openDay(date));
    const [, , first = '', ...rest] = members;
    this.regulars = [first, ...rest];
  }

  /** A night that is over: opened at noon, closed at 05:30; 王丽 until 18:52, then 林晓. */
  async past(date: string): Promise<void> {
    const { story } = this;
    const opened = noon(date) + 6 * HOUR_MS;
    const isTold = date >= addDays(this.today, -SHIFT_NIGHTS);
    if (isTold) await this.evenings.begin(date);
    else {
      story.clock.setTo(new Date(opened).toISOString());
      await this.openDay(date);
    }
    story.clock.setTo(new Date(opened + 9 * HOUR_MS).toISOString());
    const credits = await this.work(date, opened + 2 * HOUR_MS, 7 * HOUR_MS, weekday(date) >= 5 ? 75 : 45);
    await this.takeGifts(credits);
    await this.sign(date);
    for (const chapter of this.chapters) await chapter(date);
    if (isTold) await this.evenings.end(date);
    story.clock.setTo(new Date(Math.max(story.clock.now(), opened + 11.5 * HOUR_MS)).toISOString());
    await story.get(VenueActs).closeDay(await demoDesk(story, '8004'), uuidv7());
    story.businessDate = null;
  }

  /** The night that is going on at `now`: open, with slips that nobody has claimed yet. */
  async tonight(date: string, now: number): Promise<void> {
    const { story } = this;
    const begun = Math.max(Date.parse(`${date}T06:05:00+08:00`), now - 5 * HOUR_MS);
    story.clock.setTo(new Date(Math.min(begun, now)).toISOString());
    await this.evenings.tonight(date);
    story.clock.setTo(new Date(now).toISOString());
    const span = Math.max(60_000, now - begun - 600_000);
    const credits = await this.work(date, Math.min(begun, now - 60_000), Math.min(span, now - begun), 18);
    await this.takeGifts(credits.slice(0, 6));
    await story.tell('receiveSlips', async (tx) => {
      for (let n = 1; n <= 12; n += 1) await this.receive(tx, `DEMO-${String(n).padStart(4, '0')}`, now - n * 60_000);
      return null;
    });
  }

  /** Bills of one guest that earn on exactly these amounts, one a unit. */
  async treat(membershipId: string, slipNo: string, fen: number): Promise<void> {
    const { story } = this;
    await story.tell('treat', async (tx) => {
      await story.get(Slips).receive(tx, plainSlip(slipNo, story.clock.now() - HOUR_MS, fen), 'TILL');
      return story.get(CreditSlip).credit(tx, { membershipId, slipNo, paper: null }, clerk);
    });
  }

  private async openDay(date: string): Promise<void> {
    this.story.businessDate = date;
    await this.story.tell('openDay', (tx) => this.story.get(BusinessDaysService).open(tx, date));
  }

  /** Slips from the till between two times; most of them are brought to the desk. */
  private async work(date: string, from: number, span: number, count: number): Promise<Credit[]> {
    const { story } = this;
    const numbers = Array.from(
      { length: count },
      (_, n) => `X${date.replaceAll('-', '')}-${String(n + 1).padStart(4, '0')}`,
    );
    await story.tell('receiveSlips', async (tx) => {
      for (const [n, slipNo] of numbers.entries())
        await this.receive(tx, slipNo, from + Math.floor((span * n) / count));
      return count;
    });
    const brought = numbers.filter(() => story.chance.often(0.85));
    const credits = brought.map((slipNo) => ({ slipNo, membershipId: story.chance.pick(this.regulars) }));
    for (let start = 0; start < credits.length; start += AT_ONCE) {
      await story.tell('credit', async (tx) => {
        for (const credit of credits.slice(start, start + AT_ONCE)) {
          await story.get(CreditSlip).credit(tx, { ...credit, paper: null }, clerk);
        }
        return null;
      });
    }
    return credits;
  }

  private async receive(tx: Tx, slipNo: string, settledAt: number): Promise<void> {
    await this.story.get(Slips).receive(tx, inventSlip(this.story.chance, slipNo, settledAt), 'TILL');
  }

  /** Some of those who were credited tonight take something home. */
  private async takeGifts(credits: readonly Credit[]): Promise<void> {
    const { story } = this;
    await story.tell('redeem', async (tx) => {
      let taken = 0;
      for (const { membershipId } of credits.filter((_, n) => n % 3 === 0)) {
        const code = story.chance.pick(EVERYDAY_GIFTS);
        const offer = await story.get(GiftsQueries).offerByCode(tx, story.storeId, code, tx.command.businessDate ?? '');
        const balance = await story.get(PointsOf).balance(tx, membershipId);
        if (!offer || offer.left === 0 || balance < offer.pointsPrice) continue;
        const wish = { membershipId, offerId: offer.offerId, quantity: 1, later: false };
        await story.get(RedeemGift).redeem(tx, wish, { name: clerk.name, printerId: null });
        taken += 1;
      }
      return taken;
    });
  }

  private async sign(date: string): Promise<void> {
    const { story } = this;
    const signatures = story.get(Signatures);
    const copies = await signatures.toSign(story.reader, story.storeId);
    if (copies.length === 0) return;
    const command = {
      kind: 'points.settleSignature',
      actorId: 'system',
      storeId: story.storeId,
      terminalId: null,
      businessDate: date,
      key: `demo-sign-${date}`,
      input: { date },
    };
    await signatures.settle(
      command,
      copies.map(({ confirmationId }) => confirmationId),
      'SIGNED',
    );
  }
}

/** The last `count` dates before `today`, oldest first. */
export function datesBefore(today: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => addDays(today, n - count));
}

function noon(date: string): number {
  return Date.parse(`${date}T12:00:00+08:00`);
}

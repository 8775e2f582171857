import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { placeholders } from '../../../src/platform/database/sql-text.js';
import { PointsExpiry } from '../../../src/points/points-expiry.js';
import { RedeemGift } from '../../../src/points/redemption/redeem-gift.js';
import { RedemptionDesk } from '../../../src/points/redemption/redemption-desk.js';
import { UndoRedemption } from '../../../src/points/redemption/undo-redemption.js';
import { UndoCredit } from '../../../src/points/undo-credit.js';
import { commandOfTheDay } from '../../../src/staff/desk-context.js';
import { BusinessDaysService } from '../../../src/venue/business-days.service.js';
import type { Stocked } from '../gifts.js';
import { enrol } from '../members.js';
import { given } from '../people.js';
import { clerkOf, credit, deskOf, guest, type Night, push, refund, replaceSlip, type SlipStory } from '../points.js';
import type { Bill, DeskActs, Refund, Seen, Told } from './acts.js';
import { total } from './figures.js';

interface Account {
  readonly owner: string;
  readonly kind: string;
  readonly part: string;
  readonly balance: number;
}

/** The same acts in the house itself, through the services that its pages call. */
export class RealDesk implements DeskActs {
  private readonly members: string[] = [];
  private readonly credits: string[] = [];
  private readonly redemptions: string[] = [];

  constructor(
    private readonly night: Night,
    private readonly gifts: readonly Stocked[],
  ) {}

  /** Every account of the members and of the gifts, in one question. */
  async seen(): Promise<Seen> {
    const owners = [...this.members, ...this.gifts.map(({ activityId }) => activityId)];
    const rows = await this.night.world.rows<Account>(
      `SELECT owner, kind, part, balance FROM ledger_account WHERE owner IN ${placeholders(owners.length)}
         AND kind IN ('points.lot', 'points.debt', 'gift.setAside') AND balance <> 0`,
      owners,
    );
    return {
      members: this.members.map((id) => purseIn(rows.filter(({ owner }) => owner === id))),
      gifts: this.gifts.map(({ activityId }) => rows.find(({ owner }) => owner === activityId)?.balance ?? 0),
    };
  }

  async enrol(gold: boolean): Promise<Told> {
    const made = gold ? await guest(this.night, { tier: 'GOLD' }) : await enrol(this.night.world, deskOf(this.night));
    this.members.push(made.membershipId);
    return 'done';
  }

  push(bill: Bill): Promise<Told> {
    return told(async () => {
      await push(this.night, storyOf(bill));
      return 'done';
    });
  }

  /** Enter is pressed twice: the second press finds what the first one made. */
  credit(member: number, slipNo: string): Promise<Told> {
    return told(async () => {
      const [who, key] = [{ membershipId: this.members[member]!, cardId: '', cardNo: '' }, uuidv7()];
      const done = await credit(this.night, who, slipNo, { key });
      this.credits.push(done.confirmationId);
      const again = await credit(this.night, who, slipNo, { key });
      return again.documentNo === done.documentNo ? `credited ${done.points}` : 'credited twice';
    });
  }

  /** Alone on the same day, else by the manager. */
  async undoCredit(index: number): Promise<Told> {
    const { world, house } = this.night;
    const desk = deskOf(this.night);
    const input = { confirmationId: this.credits[index]!, reason: '积错会员' };
    const command = commandOfTheDay(desk, 'points.undoCredit', uuidv7(), input);
    const undo = world.get(UndoCredit);
    const alone = await told(async () => `undone ${(await undo.run(command, clerkOf(desk))).result.points}`);
    if (alone !== 'points.undo.needsManager') return alone;
    const byManager = await told(async () => {
      const work = async (tx: Parameters<UndoCredit['within']>[0]) =>
        (await undo.within(tx, input, clerkOf(desk))).points;
      return `undone ${await given(world, house.store.id, work, house.businessDate)}`;
    });
    return `${alone} ${byManager}`;
  }

  refund(slipNo: string, { refundNo, kind, amountFen }: Refund): Promise<Told> {
    return told(async () => {
      await refund(this.night, slipNo, refundNo, [{ kind, amountFen }]);
      return 'done';
    });
  }

  replace(slipNo: string, bill: Bill): Promise<Told> {
    return told(async () => {
      await replaceSlip(this.night, slipNo, storyOf(bill));
      return 'done';
    });
  }

  redeem(member: number, gift: number, quantity: number): Promise<Told> {
    return told(async () => {
      const wish = { membershipId: this.members[member]!, offerId: this.gifts[gift]!.offerId, quantity, later: false };
      const done = await this.night.world.get(RedeemGift).atDesk(deskOf(this.night), uuidv7(), wish);
      this.redemptions.push(done.redemptionId);
      return 'done';
    });
  }

  /** Alone on the same day, else it is sent to a lead, who takes it back. */
  undoRedemption(index: number): Promise<Told> {
    return told(async () => {
      const { world, house, clerk } = this.night;
      const redemptionId = this.redemptions[index]!;
      const reason = '客人改主意';
      const outcome = await world.get(RedemptionDesk).undo(deskOf(this.night), uuidv7(), { redemptionId, reason });
      if ('done' in outcome) return 'done';
      const handler = { name: clerk.name, printerId: null };
      const work = async (tx: Parameters<UndoRedemption['undo']>[0]) =>
        (await world.get(UndoRedemption).undo(tx, redemptionId, reason, handler)).documentId;
      await given(world, house.store.id, work, house.businessDate);
      return 'sent to a lead';
    });
  }

  async goTo(date: string, sweep: boolean): Promise<Told> {
    await openDay(this.night, date);
    if (sweep) await this.night.world.get(PointsExpiry).runDue();
    return 'done';
  }
}

/** The evening of another business day begins. */
export async function openDay(night: Night, date: string): Promise<void> {
  night.world.clock.setTo(`${date}T21:35+08:00`);
  const days = night.world.get(BusinessDaysService);
  await given(night.world, night.house.store.id, async (tx) => {
    await days.close(tx);
    return days.open(tx, date);
  });
  night.house = { ...night.house, businessDate: date };
}

function storyOf({ slipNo, visitNo, settledOn, settledTime, lines, tenders }: Bill): SlipStory {
  return { slipNo, visitNo, lines, tenders, settledAt: `${settledOn}T${settledTime}` };
}

function purseIn(accounts: readonly Account[]): Seen['members'][number] {
  const lots = accounts
    .filter(({ kind }) => kind === 'points.lot')
    .map(({ part, balance }) => [part, balance] as const);
  const debt = 0 - total(accounts.filter(({ kind }) => kind === 'points.debt').map(({ balance }) => balance));
  return { debt, balance: total(lots.map(([, points]) => points)) - debt, lots: Object.fromEntries(lots) };
}

/** A refusal is an answer; anything else that is thrown is a fault. */
async function told(act: () => Promise<Told>): Promise<Told> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

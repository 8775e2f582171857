import { CardLookup } from '../cards/card-lookup.js';
import { addDays } from '../kernel/business-day.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { Slips } from '../slips/slips.js';
import { HolderChecks } from '../stored-value/holder-checks.js';
import { SpendValue } from '../stored-value/spend-value.js';
import { TopUps } from '../stored-value/top-up.js';
import type { MoneyTender } from '../venue/rules/tender-kinds.js';
import { acceptRefund } from './demo-refund.js';
import type { DemoStory } from './demo-story.js';

const YUAN = 100;
const DAY_MS = 86_400_000;
/** What a room costs before midnight. */
const ROOM_FEN = 60 * YUAN;
/** One member in so many keeps money on the card. */
const ONE_IN = 8;
/** What an ordinary card may have taken in before it would become another card: the demo hands none over. */
const ORDINARY_YUAN = 2_900;

const MACHINE = { name: '自助充值机', printerId: null, till: SYSTEM_ACTOR, via: 'DEVICE' } as const;
const WAYS: readonly [MoneyTender, ...MoneyTender[]] = ['WECHAT_PAY', 'WECHAT_PAY', 'ALIPAY', 'BANK_CARD'];
const AMOUNTS = [200, 300, 500, 500, 1000, 1000] as const;

interface Bill {
  readonly roomNo: string;
  readonly listFen: number;
  readonly chargedFen: number;
}

interface Holder {
  readonly membershipId: string;
  readonly cardNo: string;
  paidYuan: number;
  leftFen: number;
}

/** Money on cards: a year of top-ups at the machine by the door and of evenings paid with it. */
export class DemoPrepaid {
  private readonly holders: Holder[];
  private seen = 0;
  private slips = 0;

  /** `members` in the order of their cards; the first cards are the README's and keep what is promised of them. */
  constructor(
    private readonly story: DemoStory,
    members: readonly string[],
    firstCard: number,
  ) {
    this.holders = members
      .map((membershipId, n) => ({ membershipId, cardNo: String(firstCard + n), paidYuan: 0, leftFen: 0 }))
      .filter((_, n) => n >= 8 && n % ONE_IN === 0);
  }

  /** Week by week from `from` until the nights begin: the clock stands at each week's Saturday evening. */
  async year(from: string, until: string): Promise<void> {
    const { story } = this;
    const weeks = Math.max(1, Math.floor((Date.parse(until) - Date.parse(from)) / (7 * DAY_MS)));
    const firstOnes = Math.ceil(this.holders.length / weeks);
    for (let week = 0; week < weeks; week += 1) {
      const date = addDays(from, week * 7);
      story.clock.setTo(`${date}T21:00:00+08:00`);
      story.businessDate = date;
      await story.tell('storedValue', async (tx) => {
        for (const holder of this.newcomers(firstOnes)) await this.topUp(tx, holder);
        for (let n = 0; n < firstOnes * 2; n += 1) await this.spend(tx, date);
        return week;
      });
    }
    story.businessDate = null;
  }

  /** A few top-ups and evenings of one night; its day is open. */
  async night(date: string): Promise<void> {
    await this.story.tell('storedValue', async (tx) => {
      for (const holder of this.newcomers(1)) await this.topUp(tx, holder);
      if (this.story.chance.often(0.5)) await this.topUp(tx, this.anyone());
      for (let n = 0; n < Math.min(6, this.holders.length); n += 1) await this.spend(tx, date);
      return null;
    });
  }

  /** A refund that was approved tonight and still has to be paid. */
  async waitingRefund(today: string): Promise<void> {
    const holder = this.richest();
    if (holder) await acceptRefund(this.story, holder.membershipId, today);
  }

  private newcomers(count: number): Holder[] {
    const next = this.holders.slice(this.seen, this.seen + count);
    this.seen += next.length;
    return next;
  }

  private anyone(): Holder {
    const [first, ...rest] = this.holders.slice(0, Math.max(1, this.seen));
    if (!first) throw new Error('a demo without holders');
    return this.story.chance.pick([first, ...rest]);
  }

  private async topUp(tx: Tx, holder: Holder): Promise<void> {
    const { story } = this;
    const yuan = story.chance.pick(AMOUNTS);
    if (holder.paidYuan + yuan > ORDINARY_YUAN) return;
    if (holder.paidYuan === 0) await this.proveHolder(tx, holder);
    const tenders = [{ kind: story.chance.pick(WAYS), amountFen: yuan * YUAN, reference: '628801' }];
    const done = await story.get(TopUps).within(
      tx,
      {
        tenders,
        membershipId: holder.membershipId,
        amountFen: yuan * YUAN,
        shownBonusFen: null,
        receivedFen: null,
        document: { type: '', number: '', agent: null },
        secondCard: '',
        overTold: true,
        recommenderNo: '',
      },
      MACHINE,
    );
    holder.paidYuan += yuan;
    holder.leftFen = done.balanceFen;
  }

  /** The document was seen when the card was sold. */
  private async proveHolder(tx: Tx, { membershipId }: Holder): Promise<void> {
    const { story } = this;
    const holder = await story.get(CardLookup).byMembership(tx, membershipId);
    if (!holder) return;
    const who = { membershipId, personId: holder.personId };
    await story.get(HolderChecks).note(tx, who, 'TOP_UP', 'RESIDENT_ID');
  }

  /** One card in two rooms of one night: the page of exceptions shows it. */
  async twoRooms(date: string): Promise<void> {
    const holder = this.richest();
    const bill = { listFen: ROOM_FEN, chargedFen: ROOM_FEN };
    if (!holder) return;
    await this.story.tell('twoRooms', async (tx) => {
      for (const roomNo of ['K05', 'K12']) await this.pay(tx, date, holder, { roomNo, ...bill });
      return null;
    });
  }

  private richest(): Holder | undefined {
    return this.holders.toSorted((one, other) => other.leftFen - one.leftFen)[0];
  }

  private async spend(tx: Tx, date: string): Promise<void> {
    const { chance } = this.story;
    const holder = this.anyone();
    const listFen = chance.between(6, 60) * 10 * YUAN;
    const chargedFen = chance.often(0.3) ? Math.round(listFen * 0.8) : listFen;
    if (holder.leftFen < chargedFen) return;
    const roomNo = `K${String(chance.between(1, 40)).padStart(2, '0')}`;
    await this.pay(tx, date, holder, { roomNo, listFen, chargedFen });
  }

  /** An evening paid from the card, and the slip of the till that says so. */
  private async pay(tx: Tx, date: string, holder: Holder, { roomNo, listFen, chargedFen }: Bill): Promise<void> {
    const { story } = this;
    this.slips += 1;
    const slipNo = `V${date.replaceAll('-', '')}-${String(this.slips).padStart(5, '0')}`;
    const told = { slipNo, listFen, amountFen: chargedFen, cardNo: holder.cardNo, roomNo: '' };
    const wish = { ...told, via: 'DEVICE', proof: 'TILL' } as const;
    const done = await story.get(SpendValue).within(tx, wish, { name: '收银机', printerId: null });
    holder.leftFen = done.balanceFen;
    const slip = {
      slipNo,
      roomNo,
      settledAt: tx.now,
      visitNo: null,
      keyedFen: null,
      lines: [{ kind: 'ROOM', listFen, chargedFen }],
      tenders: [{ kind: 'STORED_VALUE', amountFen: chargedFen, bonusFen: done.bonusFen }],
    } as const;
    await story.get(Slips).receive(tx, slip, 'TILL');
  }
}

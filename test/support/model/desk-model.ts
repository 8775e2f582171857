import type { Bill, DeskActs, Refund, Seen, Told } from './acts.js';
import {
  daysFrom,
  earningLines,
  earningTenders,
  endOfNextMonth,
  grossFen,
  keptAfterRefunds,
  MOST_FEN,
  plusDays,
  pointsOf,
  refundedFen,
  total,
} from './figures.js';
import { Purse } from './purse.js';
import {
  bestRate,
  type Credit,
  isBirthdayNight,
  type Redemption,
  type Slip,
  visitOf,
  worth,
  heldBy,
  piecesOf,
  standingOf,
} from './visits.js';

const CLAIM_DAYS = 7;
const DAYS_GIVEN_BACK = 30;

/** The desk as the house rules tell it, in memory: what every member and every shelf must hold after each act. */
export class DeskModel implements DeskActs {
  readonly slips = new Map<string, Slip>();
  readonly credits: Credit[] = [];
  readonly redemptions: Redemption[] = [];
  readonly purses: Purse[] = [];
  private readonly gold: boolean[] = [];

  constructor(
    public today: string,
    private readonly stock: number[],
    private readonly prices: readonly number[],
  ) {}

  get seen(): Seen {
    const members = this.purses.map(({ balance, debt, lots }) => ({ balance, debt, lots: Object.fromEntries(lots) }));
    return { members, gifts: [...this.stock] };
  }

  enrol(gold: boolean): Told {
    this.gold.push(gold);
    this.purses.push(new Purse());
    return 'done';
  }

  push(bill: Bill, { visit = visitOf(bill), isAlone = bill.visitNo === null } = {}): Told {
    const amounts = [
      ...bill.lines.map(({ chargedFen }) => chargedFen),
      ...bill.tenders.map(({ amountFen }) => amountFen),
    ];
    if (amounts.some((fen) => fen > MOST_FEN)) return 'slips.amount.invalid';
    const paid = { linesFen: earningLines(bill), tendersFen: earningTenders(bill), refundedFen: 0 };
    this.slips.set(bill.slipNo, {
      ...paid,
      bill,
      visit,
      isAlone,
      refundedInAll: 0,
      replaced: false,
      credit: undefined,
    });
    return 'done';
  }

  credit(member: number, slipNo: string): Told {
    const slip = this.slips.get(slipNo);
    if (!slip) return 'points.slip.unknown';
    if (slip.credit) return 'points.slip.used';
    if (slip.replaced) return 'points.slip.replaced';
    if (daysFrom(slip.bill.settledOn, this.today) > CLAIM_DAYS) return 'points.slip.late';
    const slips = [slip, ...standingOf(this.credits, member, slip.visit).map((credit) => credit.slip)];
    const rate = (this.gold[member] ? 12 : 10) * (!this.gold[member] && isBirthdayNight(slip.bill) ? 2 : 1);
    const netFen = grossFen(slips) - refundedFen(slips);
    const points = Math.max(0, pointsOf(netFen, rate) - heldBy(this.credits, member, slip.visit));
    if (points === 0 && (slip.isAlone || netFen === 0)) return 'points.slip.nothing';
    const confirmedPieces = this.purse(member).earn(points, endOfNextMonth(this.today));
    slip.credit = {
      member,
      rate,
      confirmedPieces,
      slip,
      on: this.today,
      confirmed: points,
      held: points,
      laterPieces: [],
      undone: false,
    };
    this.credits.push(slip.credit);
    return `credited ${points}`;
  }

  undoCredit(index: number): Told {
    const credit = this.credits[index]!;
    const alone = credit.on === this.today;
    if (credit.undone) return alone ? 'points.undo.done' : 'points.undo.needsManager points.undo.done';
    const { member, slip, confirmed, held } = credit;
    const rest = standingOf(this.credits, member, slip.visit).filter((other) => other !== credit);
    const inVisit = heldBy(this.credits, member, slip.visit);
    const brought = Math.max(confirmed, held);
    const points = rest.length === 0 ? inVisit : Math.max(0, Math.min(inVisit - worth(rest), brought, inVisit));
    const mirrored = this.purse(member).mirror(points, credit.confirmedPieces);
    if (!mirrored) this.purse(member).giveBack(points, piecesOf(this.credits, credit));
    Object.assign(credit, { undone: true, held: held - points });
    slip.credit = undefined;
    return alone ? `undone ${points}` : `points.undo.needsManager undone ${points}`;
  }

  refund(slipNo: string, { kind, amountFen }: Refund): Told {
    const slip = this.slip(slipNo);
    if (amountFen === 0) return 'slips.refund.empty';
    if (slip.replaced) return 'slips.replaced';
    const paid = total(slip.bill.tenders.map((tender) => tender.amountFen));
    if (slip.refundedInAll + amountFen > paid) return 'slips.refund.tooMuch';
    slip.refundedInAll += amountFen;
    if (kind === 'CASH') slip.refundedFen += amountFen;
    if (slip.credit) this.takeRefunded(slip.credit);
    return 'done';
  }

  replace(slipNo: string, bill: Bill): Told {
    const old = this.slip(slipNo);
    const pushed = this.push(bill, old);
    if (pushed !== 'done') return pushed;
    if (old.replaced) {
      this.slips.delete(bill.slipNo);
      return 'slips.replaced';
    }
    old.replaced = true;
    const credit = old.credit;
    if (!credit) return 'done';
    Object.assign(this.slip(bill.slipNo), { credit });
    credit.slip = this.slip(bill.slipNo);
    old.credit = undefined;
    const change =
      worth(standingOf(this.credits, credit.member, old.visit)) - heldBy(this.credits, credit.member, old.visit);
    if (change > 0) credit.laterPieces.push(...this.purse(credit.member).earn(change, endOfNextMonth(this.today)));
    if (change < 0) this.purse(credit.member).giveBack(-change, piecesOf(this.credits, credit));
    credit.held += change;
    return 'done';
  }

  redeem(member: number, gift: number, quantity: number): Told {
    if (quantity > this.stock[gift]!) return 'gifts.stock.short';
    if (this.purse(member).debt > 0) return 'points.debt';
    const spent = this.purse(member).spend(quantity * this.prices[gift]!, this.today);
    if (!spent) return 'points.short';
    this.stock[gift]! -= quantity;
    this.redemptions.push({ member, gift, quantity, spent, on: this.today, undone: false });
    return 'done';
  }

  undoRedemption(index: number): Told {
    const redemption = this.redemptions[index]!;
    if (redemption.undone) return 'redemption.undone';
    redemption.undone = true;
    this.stock[redemption.gift]! += redemption.quantity;
    const earliest = plusDays(this.today, DAYS_GIVEN_BACK);
    for (const [date, points] of redemption.spent)
      this.purse(redemption.member).earn(points, date > earliest ? date : earliest);
    return redemption.on === this.today ? 'done' : 'sent to a lead';
  }

  goTo(date: string, sweep: boolean): Told {
    this.today = date;
    if (sweep) for (const purse of this.purses) purse.expire(date);
    return 'done';
  }

  /** Refunds take back their share of what the visit was credited, counted from the first one each time. */
  protected takeRefunded(credit: Credit): void {
    const standing = standingOf(this.credits, credit.member, credit.slip.visit);
    const held = heldBy(this.credits, credit.member, credit.slip.visit);
    const slips = standing.map(({ slip }) => slip);
    const credited = Math.max(pointsOf(grossFen(slips), bestRate(standing)), held);
    const points = Math.max(0, held - Math.max(0, keptAfterRefunds(credited, slips)));
    credit.held -= points;
    this.purse(credit.member).giveBack(points, piecesOf(this.credits, credit));
  }

  private purse(member: number): Purse {
    return this.purses[member]!;
  }

  private slip(slipNo: string): Slip {
    return this.slips.get(slipNo)!;
  }
}

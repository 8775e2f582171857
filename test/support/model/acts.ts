import type { ReceivedLine } from '../../../src/slips/rules/slip-content.js';
import type { SlipTender } from '../../../src/slips/rules/slip-figures.js';

/** A settled bill as the story pushes it. */
export interface Bill {
  readonly slipNo: string;
  readonly visitNo: string | null;
  /** Calendar date and wall time of the settlement. */
  readonly settledOn: string;
  readonly settledTime: '20:30' | '01:30';
  readonly lines: readonly ReceivedLine[];
  readonly tenders: readonly SlipTender[];
}

export interface Refund {
  readonly refundNo: string;
  readonly kind: 'CASH' | 'VOUCHER';
  readonly amountFen: number;
}

/** What came of an act: 'done', a figure, or the code of the refusal. */
export type Told = string;
export type Answer = Told | Promise<Told>;

/** What people do at the desk, for the real house and for the model; things are named by the order in which they came. */
export interface DeskActs {
  enrol(gold: boolean): Answer;
  push(bill: Bill): Answer;
  credit(member: number, slipNo: string): Answer;
  undoCredit(credit: number): Answer;
  refund(slipNo: string, refund: Refund): Answer;
  replace(slipNo: string, bill: Bill): Answer;
  redeem(member: number, gift: number, quantity: number): Answer;
  undoRedemption(redemption: number): Answer;
  goTo(date: string, sweep: boolean): Answer;
}

/** What can be seen afterwards: one line a member, one figure a gift. */
export interface Seen {
  readonly members: readonly {
    readonly balance: number;
    readonly debt: number;
    readonly lots: Readonly<Record<string, number>>;
  }[];
  readonly gifts: readonly number[];
}

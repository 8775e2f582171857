import type { Bill } from './acts.js';
import { grossFen, keptAfterRefunds, type Paid, plusDays, pointsOf, total } from './figures.js';
import type { Piece } from './purse.js';

export interface Slip extends Paid {
  readonly bill: Bill;
  /** Slips with the same one are counted together. */
  readonly visit: string;
  readonly isAlone: boolean;
  refundedInAll: number;
  replaced: boolean;
  credit: Credit | undefined;
}

export interface Credit {
  readonly member: number;
  readonly rate: number;
  readonly on: string;
  readonly confirmed: number;
  readonly confirmedPieces: readonly Piece[];
  readonly laterPieces: Piece[];
  slip: Slip;
  /** Points of this credit that the member still has from it. */
  held: number;
  undone: boolean;
}

export interface Redemption {
  readonly member: number;
  readonly gift: number;
  readonly quantity: number;
  readonly spent: ReadonlyMap<string, number>;
  readonly on: string;
  undone: boolean;
}

const BIRTHDAY = '03-14';

/** What slips of one visit are worth by themselves, refunds taken off. */
export function worth(credits: readonly Credit[]): number {
  const slips = credits.map(({ slip }) => slip);
  return keptAfterRefunds(pointsOf(grossFen(slips), bestRate(credits)), slips);
}

export function bestRate(credits: readonly Credit[]): number {
  return Math.max(0, ...credits.map(({ rate }) => rate));
}

/** Until 06:00 it is still the night before. */
function nightOf({ settledOn, settledTime }: Bill): string {
  return settledTime === '01:30' ? plusDays(settledOn, -1) : settledOn;
}

export function visitOf(bill: Bill): string {
  return bill.visitNo === null ? bill.slipNo : `${bill.visitNo} ${nightOf(bill)}`;
}

export function isBirthdayNight(bill: Bill): boolean {
  return [bill.settledOn, nightOf(bill)].some((date) => date.endsWith(BIRTHDAY));
}

/** What the visit brought: the pieces of the credit at hand first, those of undone ones last. */
export function piecesOf(credits: readonly Credit[], credit: Credit): Piece[] {
  const { member, slip } = credit;
  const others = credits.filter((each) => each !== credit && each.member === member && each.slip.visit === slip.visit);
  const ordered = [credit, ...others.filter(({ undone }) => !undone), ...others.filter(({ undone }) => undone)];
  return ordered.flatMap(({ confirmedPieces, laterPieces }) => [...confirmedPieces, ...laterPieces]);
}

/** The slips of a visit that count for a member: not those whose credit was undone. */
export function standingOf(credits: readonly Credit[], member: number, visit: string): Credit[] {
  return credits.filter((credit) => !credit.undone && credit.member === member && credit.slip.visit === visit);
}

/** Points that a member holds from a visit, whatever became of its slips. */
export function heldBy(credits: readonly Credit[], member: number, visit: string): number {
  const ofVisit = credits.filter((credit) => credit.member === member && credit.slip.visit === visit);
  return total(ofVisit.map(({ held }) => held));
}

import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import { allocate } from '../../kernel/allocate.js';

/** A lot: what was sold and what is left of it, fen. */
export interface LotState {
  readonly lotId: string;
  /** Milliseconds. */
  readonly paidAt: number;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly principalLeft: number;
  readonly bonusLeft: number;
}

/** What one lot gives to a spend, or gets back from it, fen. */
export interface LotPart {
  readonly lotId: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly listFen: number;
}

/** What is left of a lot, fen. */
export function leftOf({ principalLeft, bonusLeft }: Pick<LotState, 'principalLeft' | 'bonusLeft'>): number {
  return principalLeft + bonusLeft;
}

/**
 * Which lots a spend takes: the oldest first (FIFO), inside a lot principal : bonus by the ratio it was sold with, counted over all that was ever taken
 * from it, the last fen to principal. So what is left of the principal is what 法释〔2025〕4号 18 gives back, without further arithmetic.
 * @param listFen price of the same consumption before discount; it is shared over the lots by what each gives
 * @throws DomainError storedValue.short {need, have, diff} in yuan
 */
export function planSpend(lots: readonly LotState[], amountFen: number, listFen: number): LotPart[] {
  const usable = oldestFirst(lots).filter((lot) => leftOf(lot) > 0);
  const have = usable.reduce((sum, lot) => sum + leftOf(lot), 0);
  if (have < amountFen) {
    const [need, held, diff] = [amountFen, have, amountFen - have].map(formatYuan);
    throw new DomainError('storedValue.short', { need: need ?? '', have: held ?? '', diff: diff ?? '' }, 'amount');
  }
  const taken: Omit<LotPart, 'listFen'>[] = [];
  let open = amountFen;
  for (const lot of usable) {
    if (open === 0) break;
    const fen = Math.min(open, leftOf(lot));
    taken.push(splitFrom(lot, fen));
    open -= fen;
  }
  return withList(taken, listFen);
}

/** Takes `fen` from one lot; never more of either kind than is left. */
export function splitFrom(lot: LotState, fen: number): Omit<LotPart, 'listFen'> {
  const whole = lot.principalFen + lot.bonusFen;
  const bonusDue = whole === 0 ? 0 : ceilShare(leftOf(lot) - fen, lot.bonusFen, whole);
  const fair = lot.bonusLeft - bonusDue;
  const bonusFen = Math.min(Math.max(fair, fen - lot.principalLeft, 0), fen, lot.bonusLeft);
  return { lotId: lot.lotId, principalFen: fen - bonusFen, bonusFen };
}

/** A part of a spend and how much of it has gone back already. */
export interface SpentPart extends LotPart {
  readonly returnedPrincipalFen: number;
  readonly returnedBonusFen: number;
  readonly returnedListFen: number;
}

/** What of a spend still stands, fen. */
export function standingOf(part: SpentPart): number {
  return part.principalFen + part.bonusFen - part.returnedPrincipalFen - part.returnedBonusFen;
}

/**
 * Gives `fen` of a spend back to its lots: the lot that was taken last first, inside a lot by the ratio of its part. All of it is the exact mirror.
 * @throws DomainError storedValue.return.tooMuch {left} in yuan
 */
export function planReturn(parts: readonly SpentPart[], fen: number): LotPart[] {
  const left = parts.reduce((sum, part) => sum + standingOf(part), 0);
  if (fen > left) throw new DomainError('storedValue.return.tooMuch', { left: formatYuan(left) }, 'amount');
  const back: LotPart[] = [];
  let open = fen;
  for (const part of parts.toReversed()) {
    if (open === 0) break;
    const given = Math.min(open, standingOf(part));
    if (given > 0) back.push(backTo(part, given));
    open -= given;
  }
  return back;
}

function backTo(part: SpentPart, fen: number): LotPart {
  const whole = part.principalFen + part.bonusFen;
  const back = part.returnedPrincipalFen + part.returnedBonusFen + fen;
  const bonusFen = floorShare(back, part.bonusFen, whole) - part.returnedBonusFen;
  const listFen = floorShare(back, part.listFen, whole) - part.returnedListFen;
  return { lotId: part.lotId, principalFen: fen - bonusFen, bonusFen, listFen };
}

function withList(parts: readonly Omit<LotPart, 'listFen'>[], listFen: number): LotPart[] {
  if (parts.length === 0) return [];
  const shares = allocate(
    listFen,
    parts.map(({ principalFen, bonusFen }) => principalFen + bonusFen),
  );
  return parts.map((part, at) => ({ ...part, listFen: shares[at] ?? 0 }));
}

function oldestFirst<L extends Pick<LotState, 'paidAt' | 'lotId'>>(lots: readonly L[]): L[] {
  return lots.toSorted((a, b) => a.paidAt - b.paidAt || (a.lotId < b.lotId ? -1 : 1));
}

/** fen × share ÷ whole, exactly, in whole fen. */
function floorShare(fen: number, share: number, whole: number): number {
  return Number((BigInt(fen) * BigInt(share)) / BigInt(whole));
}

function ceilShare(fen: number, share: number, whole: number): number {
  return Number((BigInt(fen) * BigInt(share) + BigInt(whole) - 1n) / BigInt(whole));
}

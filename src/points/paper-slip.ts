import { calendarDate, venueInstant } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { MAX_AMOUNT_FEN } from '../kernel/money.js';
import type { SlipContent } from '../slips/rules/slip-content.js';
import type { PresentedSlip } from './presented-slip.js';

/** What a clerk keys from a paper slip that no till pushed. */
export interface PaperSlip {
  readonly roomNo: string;
  /** The amount that earns, fen. */
  readonly amountFen: number;
  /** Date on the paper; null = tonight. */
  readonly settledOn: string | null;
}

/** A paper slip as it will be kept. Keyed again after an undo it may carry the right amount. */
export function paperSlip(
  slipNo: string,
  counter: { readonly businessDate: string; readonly now: number },
  paper: PaperSlip | null,
  held?: PresentedSlip,
): PresentedSlip | undefined {
  if (!paper) return undefined;
  const { roomNo, amountFen, settledOn } = paper;
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0 || amountFen > MAX_AMOUNT_FEN) {
    throw new DomainError('points.paper.nothing', {}, 'amount');
  }
  if (settledOn !== null && settledOn > calendarDate(counter.now))
    throw new DomainError('points.paper.future', {}, 'settledOn');
  const tonight = settledOn === null || settledOn === counter.businessDate;
  const settledAt = tonight ? counter.now : venueInstant(settledOn, '12:00');
  const nothing = {
    id: null,
    visitNo: null,
    replacedById: null,
    businessDate: null,
    source: 'PAPER' as const,
    receivedAt: counter.now,
  };
  return {
    ...nothing,
    id: held?.id ?? null,
    slipNo,
    roomNo,
    settledAt,
    keyedFen: amountFen,
    chargedFen: amountFen,
    isKeyedNow: true,
  };
}

/** What the keyed slip looks like to the room that keeps slips. */
export function keyedContent({ slipNo, roomNo, settledAt, keyedFen }: PresentedSlip): SlipContent {
  return { slipNo, roomNo, settledAt, keyedFen, visitNo: null, lines: [], tenders: [] };
}

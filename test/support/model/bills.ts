import type { Bill } from './acts.js';
import { plusDays } from './figures.js';

export const SHAPES = ['PLAIN', 'VOUCHER', 'WITH_CARD_FEE', 'WALLET', 'ON_THE_HOUSE'] as const;
export type Shape = (typeof SHAPES)[number];

let serial = 0;

/** Numbers that nobody has used before. */
export function nextNo(letter: string): string {
  serial += 1;
  return `${letter}${serial}`;
}

export interface BillWish {
  readonly fen: number;
  readonly shape: Shape;
  readonly inVisit: boolean;
  readonly daysAgo: number;
  readonly afterMidnight: boolean;
}

export function billOf(step: BillWish, today: string): Bill {
  return {
    ...paidAs(step),
    slipNo: nextNo('S'),
    visitNo: step.inVisit ? 'KF-1' : null,
    settledOn: plusDays(today, -step.daysAgo),
    settledTime: step.afterMidnight ? '01:30' : '20:30',
  };
}

/** How a bill of so much is made up and paid. */
export function paidAs({ fen, shape }: Pick<BillWish, 'fen' | 'shape'>): Pick<Bill, 'lines' | 'tenders'> {
  const room = { kind: 'ROOM', listFen: fen, chargedFen: fen } as const;
  const cardFee = { kind: 'CARD_FEE', listFen: 20_000, chargedFen: 20_000 } as const;
  const half = Math.floor(fen / 2);
  const tenders: Record<Shape, Bill['tenders']> = {
    PLAIN: [{ kind: 'CASH', amountFen: fen }],
    VOUCHER: [
      { kind: 'CASH', amountFen: half },
      { kind: 'VOUCHER', amountFen: fen - half },
    ],
    WITH_CARD_FEE: [{ kind: 'CASH', amountFen: fen + 20_000 }],
    WALLET: [{ kind: 'STORED_VALUE', amountFen: fen, bonusFen: half }],
    ON_THE_HOUSE: [{ kind: 'COMPLIMENTARY', amountFen: fen }],
  };
  return { lines: shape === 'WITH_CARD_FEE' ? [room, cardFee] : [room], tenders: tenders[shape] };
}

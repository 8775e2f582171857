import type { PlainDate } from '../../../kernel/business-day.js';
import { restoredExpiry } from '../../rules/restore-expiry.js';

/** Points that left one lot in a redemption. */
export interface SpentLot {
  readonly transferId: string;
  readonly expiresOn: PlainDate;
  readonly points: number;
}

export interface GivenBack {
  readonly transferId: string;
  readonly points: number;
  /** The lot they go to; null: they repay what the member owes. */
  readonly expiresOn: PlainDate | null;
}

export interface UndoPlan {
  /** Go back as they came: mirrors. */
  readonly mirrored: readonly string[];
  /** Go back otherwise: to a later last day, or to a debt that came up meanwhile. */
  readonly others: readonly GivenBack[];
}

/**
 * An undone redemption gives points back with their own last day, but for at least `minDays` (counter-practice 4.11);
 * a debt that came up since is repaid first, from the points that expire soonest.
 */
export function undoPlan(
  spent: readonly SpentLot[],
  { today, minDays, debtPoints }: { readonly today: PlainDate; readonly minDays: number; readonly debtPoints: number },
): UndoPlan {
  const mirrored: string[] = [];
  const others: GivenBack[] = [];
  let debt = debtPoints;
  for (const { transferId, expiresOn, points } of spent.toSorted((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))) {
    const repays = Math.min(debt, points);
    debt -= repays;
    const restored = restoredExpiry(expiresOn, today, minDays);
    if (repays === 0 && restored === expiresOn) {
      mirrored.push(transferId);
      continue;
    }
    if (repays > 0) others.push({ transferId, points: repays, expiresOn: null });
    if (points > repays) others.push({ transferId, points: points - repays, expiresOn: restored });
  }
  return { mirrored, others };
}

/** One purchase of a day. */
export interface Purchase {
  readonly personId: string;
  readonly membershipId: string;
  readonly cardNo: string;
  readonly principalFen: number;
}

export interface SplitPurchases extends Omit<Purchase, 'principalFen'> {
  readonly count: number;
  readonly totalFen: number;
}

const LEAST_TIMES = 3;
/** Just below the line: from four fifths of it. */
const NEAR = 0.8;

/** People who bought at least three times in a day just below a line: a purchase that was split so that nobody asks (facts 1.6). */
export function splitPurchases(purchases: readonly Purchase[], lineFen: number): SplitPurchases[] {
  const near = purchases.filter(({ principalFen }) => principalFen < lineFen && principalFen >= lineFen * NEAR);
  const people = new Map<string, Purchase[]>();
  for (const purchase of near) people.set(purchase.personId, [...(people.get(purchase.personId) ?? []), purchase]);
  return [...people.values()].flatMap((bought) => {
    const [first] = bought;
    if (!first || bought.length < LEAST_TIMES) return [];
    const { personId, membershipId, cardNo } = first;
    const totalFen = bought.reduce((sum, { principalFen }) => sum + principalFen, 0);
    return [{ personId, membershipId, cardNo, totalFen, count: bought.length }];
  });
}

/** Sheets of one printed amount that lie ready, in the order of the book in use and those queued behind it. */
export interface SheetStock {
  readonly denominationFen: number;
  readonly sheets: number;
}

export interface SheetChoice {
  readonly denominationFen: number;
  readonly count: number;
}

export interface ChosenSheets {
  readonly sheets: readonly SheetChoice[];
  readonly coveredFen: number;
  /** What no sheet covers: below the smallest, or not in stock. */
  readonly restFen: number;
}

const NOTHING: ChosenSheets = { sheets: [], coveredFen: 0, restFen: 0 };
/** Whole yuan a single choice is worked out for; above it the largest sheets are laid down first. */
const SEARCHED_YUAN = 5_000;

/**
 * 003E-070: covers as much of the whole yuan as the stock can, never more, with the fewest sheets. 168.50 → 100 + 50 + 10 + 5 + 2 + 1, 0.50 not
 * covered. With 2-yuan sheets and no 1-yuan ones a greedy choice would miss: 6 = 2 + 2 + 2, not 5.
 */
export function chooseSheets(amountFen: number, stock: readonly SheetStock[]): ChosenSheets {
  const kinds = mergedStock(stock);
  if (amountFen <= 0 || kinds.length === 0) return { ...NOTHING, restFen: Math.max(0, amountFen) };
  const target = Math.floor(amountFen / 100);
  const ahead = layLargest(Math.max(0, target - SEARCHED_YUAN), kinds);
  const tail = fewest(target - ahead.yuan, ahead.left);
  const counts = kinds.map(({ yuan }, index) => ({
    denominationFen: yuan * 100,
    count: (ahead.counts[index] ?? 0) + (tail[index] ?? 0),
  }));
  const coveredFen = counts.reduce((sum, { denominationFen, count }) => sum + denominationFen * count, 0);
  return { sheets: counts.filter(({ count }) => count > 0), coveredFen, restFen: amountFen - coveredFen };
}

interface Kind {
  readonly yuan: number;
  readonly sheets: number;
}

function mergedStock(stock: readonly SheetStock[]): Kind[] {
  const sums = new Map<number, number>();
  for (const { denominationFen, sheets } of stock) {
    if (sheets > 0 && denominationFen >= 100 && denominationFen % 100 === 0)
      sums.set(denominationFen / 100, (sums.get(denominationFen / 100) ?? 0) + sheets);
  }
  return [...sums].map(([yuan, sheets]) => ({ yuan, sheets })).toSorted((a, b) => b.yuan - a.yuan);
}

/** Very large bills: the largest sheets that fit go first, so that the exact search stays small. */
function layLargest(yuan: number, kinds: readonly Kind[]): { yuan: number; counts: number[]; left: Kind[] } {
  let laid = 0;
  const counts = kinds.map((kind) => {
    const count = Math.min(kind.sheets, Math.floor((yuan - laid) / kind.yuan));
    laid += count * kind.yuan;
    return count;
  });
  return {
    counts,
    yuan: laid,
    left: kinds.map(({ yuan: each, sheets }, index) => ({ yuan: each, sheets: sheets - (counts[index] ?? 0) })),
  };
}

/** Bounded coin change: for each yuan amount the fewest sheets that make it exactly; then the largest amount reached. */
function fewest(target: number, kinds: readonly Kind[]): number[] {
  const best = new Int32Array(target + 1).fill(-1);
  best[0] = 0;
  const used = kinds.map(() => new Int32Array(target + 1));
  for (const [index, { yuan, sheets }] of kinds.entries()) {
    const mine = used[index];
    if (!mine) continue;
    const before = best.slice();
    for (let sum = 0; sum <= target; sum += 1) {
      for (let count = 1; count <= sheets && count * yuan <= sum; count += 1) {
        const from = before[sum - count * yuan] ?? -1;
        const now = best[sum] ?? -1;
        if (from >= 0 && (now < 0 || from + count < now)) {
          best[sum] = from + count;
          mine[sum] = count;
        }
      }
    }
  }
  let sum = target;
  while ((best[sum] ?? -1) < 0) sum -= 1;
  const counts = kinds.map(() => 0);
  for (let index = kinds.length - 1; index >= 0; index -= 1) {
    const count = used[index]?.[sum] ?? 0;
    counts[index] = count;
    sum -= count * (kinds[index]?.yuan ?? 0);
  }
  return counts;
}

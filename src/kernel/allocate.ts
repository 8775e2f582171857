/**
 * Splits a whole (fen, points, pieces) by weights so that the parts sum to the whole exactly. Each part is its fair share
 * rounded down; what is left over goes, one by one, to the largest remainders, earlier first when they are equal.
 * @param total safe integer; a negative whole is split like its positive twin
 * @param weights whole numbers ≥ 0, at least one above 0
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError('the whole must be a safe integer');
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('weights must be whole numbers of zero or more');
  }
  const sum = weights.reduce((acc, weight) => acc + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError('at least one weight must be above zero');
  const whole = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => ({
    index,
    part: (whole * BigInt(weight)) / sum,
    remainder: (whole * BigInt(weight)) % sum,
  }));
  const left = Number(whole - shares.reduce((acc, share) => acc + share.part, 0n));
  const lucky = new Set(byRemainder(shares).slice(0, left));
  const sign = total < 0 ? -1 : 1;
  return shares.map(({ index, part }) => (Number(part) + (lucky.has(index) ? 1 : 0)) * sign || 0);
}

function byRemainder(shares: readonly { index: number; remainder: bigint }[]): number[] {
  return shares
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .map((share) => share.index);
}

export interface StatementLine<M> {
  readonly movement: M;
  /** What there is after it. */
  readonly balance: number;
}

export interface StatementOf<M> {
  readonly opening: number;
  readonly lines: readonly StatementLine<M>[];
  readonly into: number;
  /** A positive count. */
  readonly outOf: number;
  /** Opening and what came in less what went out: it adds up by construction and is checked against the kept balance. */
  readonly closing: number;
}

/** Adds a period up, oldest movement first. `amountOf` is signed: points, or fen. */
export function statementOf<M>(
  opening: number,
  movements: readonly M[],
  amountOf: (movement: M) => number,
): StatementOf<M> {
  let balance = opening;
  const lines = movements.map((movement) => ({ movement, balance: (balance += amountOf(movement)) }));
  const into = sum(movements.map((movement) => Math.max(0, amountOf(movement))));
  const outOf = sum(movements.map((movement) => Math.max(0, 0 - amountOf(movement))));
  return { opening, lines, into, outOf, closing: balance };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** One movement as the ledger has it. */
export interface Movement {
  readonly points: number;
}

export interface StatementLine<M extends Movement> {
  readonly movement: M;
  /** Points after it. */
  readonly balance: number;
}

export interface StatementOf<M extends Movement> {
  readonly opening: number;
  readonly lines: readonly StatementLine<M>[];
  readonly into: number;
  /** A positive count. */
  readonly outOf: number;
  /** Opening and what came in less what went out: it adds up by construction and is checked against the kept balance. */
  readonly closing: number;
}

/** Adds a period up, oldest movement first. */
export function statementOf<M extends Movement>(opening: number, movements: readonly M[]): StatementOf<M> {
  let balance = opening;
  const lines = movements.map((movement) => ({ movement, balance: (balance += movement.points) }));
  const into = sum(movements.map(({ points }) => Math.max(0, points)));
  const outOf = sum(movements.map(({ points }) => Math.max(0, 0 - points)));
  return { opening, lines, into, outOf, closing: balance };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

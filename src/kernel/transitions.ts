import { DomainError } from './domain-error.js';

export type TransitionRow<S extends string, A extends string> = readonly [from: S, action: A, to: S];

export interface TransitionTable<S extends string, A extends string> {
  /** Names the thing in errors: 'card' refuses with `card.transition`. */
  readonly name: string;
  readonly initial: S;
  readonly final: readonly S[];
  readonly rows: readonly TransitionRow<S, A>[];
}

/** States a life cycle as data. An action has one outcome in a state: a second row for the same pair is a mistake. */
export function defineTransitions<const S extends string, const A extends string>(
  table: TransitionTable<S, A>,
): TransitionTable<S, A> {
  const seen = new Set<string>();
  for (const [from, action] of table.rows) {
    const pair = `${from} ${action}`;
    if (seen.has(pair)) throw new Error(`${table.name}: two rows for ${pair}`);
    seen.add(pair);
  }
  return table;
}

/**
 * The state that `action` leads to.
 * @throws DomainError `<name>.transition` {from, action}
 */
export function assertTransition<S extends string, A extends string>(
  table: TransitionTable<S, A>,
  from: S,
  action: A,
): S {
  const row = table.rows.find(([state, step]) => state === from && step === action);
  if (!row) throw new DomainError(`${table.name}.transition`, { from, action });
  return row[2];
}

export function actionsFrom<S extends string, A extends string>(table: TransitionTable<S, A>, from: S): A[] {
  return table.rows.filter(([state]) => state === from).map(([, action]) => action);
}

/** What a spec asserts to be empty: states nothing leads to, and states from which no final state can be reached. */
export function strayStates<S extends string, A extends string>(
  table: TransitionTable<S, A>,
): { unreachable: S[]; stuck: S[] } {
  const states = [...new Set([table.initial, ...table.final, ...table.rows.flatMap(([from, , to]) => [from, to])])];
  const reached = closure([table.initial], table.rows, ([from, , to]) => [from, to]);
  const leading = closure(table.final, table.rows, ([from, , to]) => [to, from]);
  return {
    unreachable: states.filter((state) => !reached.has(state)),
    stuck: states.filter((state) => !leading.has(state)),
  };
}

function closure<S extends string, A extends string>(
  start: readonly S[],
  rows: readonly TransitionRow<S, A>[],
  edge: (row: TransitionRow<S, A>) => [S, S],
): Set<S> {
  const found = new Set(start);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const row of rows) {
      const [from, to] = edge(row);
      if (found.has(from)) found.add(to);
    }
  }
  return found;
}

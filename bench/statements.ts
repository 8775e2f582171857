import Database from 'better-sqlite3';

type Runnable = Record<'run' | 'get' | 'all' | 'iterate' | 'exec', (...given: unknown[]) => unknown>;

let executed = 0;

/** From now on every statement that reaches SQLite is counted, whoever sends it, BEGIN and COMMIT included. */
export function countStatements(): void {
  const probe = new Database(':memory:');
  watch(Object.getPrototypeOf(probe.prepare('SELECT 1')), ['run', 'get', 'all', 'iterate']);
  watch(Object.getPrototypeOf(probe), ['exec']);
  probe.close();
  executed = 0;
}

export function statementsSoFar(): number {
  return executed;
}

function watch(prototype: Runnable, methods: readonly (keyof Runnable)[]): void {
  for (const method of methods) {
    const original = prototype[method];
    prototype[method] = function counted(this: unknown, ...given: unknown[]) {
      executed += 1;
      return original.apply(this, given);
    };
  }
}

import Database from 'better-sqlite3';

type Runnable = Record<'run' | 'get' | 'all' | 'iterate' | 'exec', (...given: unknown[]) => unknown>;

/** A statement as it reached SQLite. */
export interface Sent {
  readonly sql: string;
  readonly params: readonly unknown[];
}

let executed = 0;
let watching = false;
let record: Sent[] | undefined;

/** From now on every statement that reaches SQLite is counted, whoever sends it, BEGIN and COMMIT included. */
export function countStatements(): void {
  watchAll();
  executed = 0;
}

export function statementsSoFar(): number {
  return executed;
}

/** Runs `work` and hands back every statement that it sent, with what was bound. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  watchAll();
  const sent: Sent[] = [];
  record = sent;
  try {
    await work();
  } finally {
    record = undefined;
  }
  return sent;
}

function watchAll(): void {
  if (watching) return;
  watching = true;
  const probe = new Database(':memory:');
  watch(Object.getPrototypeOf(probe.prepare('SELECT 1')), ['run', 'get', 'all', 'iterate']);
  watch(Object.getPrototypeOf(probe), ['exec']);
  probe.close();
}

function watch(prototype: Runnable, methods: readonly (keyof Runnable)[]): void {
  for (const method of methods) {
    const original = prototype[method];
    prototype[method] = function counted(this: { readonly source?: string }, ...given: unknown[]) {
      executed += 1;
      const [text] = given;
      if (record && this.source !== undefined) record.push({ sql: this.source, params: given });
      else if (record && typeof text === 'string') record.push({ sql: text, params: [] });
      return original.apply(this, given);
    };
  }
}

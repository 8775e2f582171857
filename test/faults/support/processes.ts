import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of ours as a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  /** Whole lines it printed so far. */
  readonly lines: readonly string[];
  /** What it said about what went wrong. */
  readonly complaints: readonly string[];
  /** Resolves with the first line that matches; rejects when the program ends before it. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves with the exit code, or the signal that ended it. */
  ended(): Promise<number | string | null>;
}

const compiled = new URL('../../../', import.meta.url);

/** Starts a compiled file of this checkout (`src/main.js`) with the given environment. */
export function startProgram(
  file: string,
  environment: Record<string, string>,
  parameters: readonly string[] = [],
): Program {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, compiled)), ...parameters], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const complaints: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const closed = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return {
    process: child,
    lines,
    complaints,
    line: (pattern) => firstLine(reader, lines, pattern, closed, complaints),
    ended: () => closed,
  };
}

async function firstLine(
  reader: ReturnType<typeof createInterface>,
  lines: readonly string[],
  pattern: RegExp,
  closed: Promise<unknown>,
  complaints: readonly string[],
): Promise<string> {
  const known = lines.find((line) => pattern.test(line));
  if (known !== undefined) return known;
  return Promise.race([
    new Promise<string>((resolve) => reader.on('line', (line) => pattern.test(line) && resolve(line))),
    closed.then((end) => Promise.reject(new Error(`ended (${String(end)}) before ${pattern}: ${complaints.join('')}`))),
  ]);
}

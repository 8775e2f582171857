import { spawnSync } from 'node:child_process';
import { accessSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that is never there: looking for it leaves a mark in the trace. */
const mark = (name: 'begin' | 'end') => `/ktv-bench-${name}`;

/** Called by a scenario around the acts that count. */
export function markTrace(name: 'begin' | 'end'): void {
  try {
    accessSync(mark(name));
  } catch {
    return;
  }
}

export interface Traced<T> {
  readonly report: T;
  /** undefined where the system does not let one process trace another. */
  readonly syncs: number | undefined;
}

/** Runs a scenario in a process of its own and counts its fsync and fdatasync calls between the two marks. */
export function runTraced<T>(script: string, given: readonly string[]): Traced<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ktv-bench-trace-'));
  const trace = join(folder, 'trace');
  try {
    const strace = ['-f', '-qq', '-e', 'trace=fsync,fdatasync,access,faccessat,faccessat2', '-o', trace];
    const able = spawnSync('strace', [...strace, 'true']).status === 0;
    const command = able ? ['strace', ...strace, process.execPath] : [process.execPath];
    const [program = '', ...before] = command;
    const child = spawnSync(program, [...before, script, ...given], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.status !== 0) throw new Error(`${script} failed`);
    const report: T = JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '');
    return { report, syncs: able && existsSync(trace) ? syncsBetweenMarks(readFileSync(trace, 'utf8')) : undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a scenario in a process of its own, untraced: for times. */
export function runAlone<T>(script: string, given: readonly string[]): T {
  const child = spawnSync(process.execPath, [script, ...given], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${script} failed`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '');
}

function syncsBetweenMarks(trace: string): number {
  const lines = trace.split('\n');
  const from = lines.findIndex((line) => line.includes(mark('begin')));
  const to = lines.findIndex((line) => line.includes(mark('end')));
  if (from < 0 || to < from) throw new Error('the trace has lost its marks');
  return lines.slice(from, to).filter((line) => /\b(fsync|fdatasync)\(/.test(line)).length;
}

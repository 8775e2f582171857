import { fileURLToPath } from 'node:url';
import type { ActReport } from './confirmed-act.js';
import { counted, shown, table, type Line } from './numbers.js';
import { runTraced } from './syncs.js';

const quick = process.argv.includes('--quick');

const lines: Line[] = [...confirmedAct(quick ? 100 : 1000)];
console.log(table(lines));
if (lines.some(({ ok }) => !ok)) process.exitCode = 1;

function confirmedAct(acts: number): Line[] {
  const { report, syncs } = runTraced<ActReport>(scenario('confirmed-act.js'), [String(acts)]);
  return [
    counted(
      `fsyncs a confirmed act (${syncs === undefined ? 'commits in the log' : 'traced'})`,
      (syncs ?? report.commits) / acts,
      1.2,
    ),
    counted('SQL statements a confirmed act', report.statements / acts, 20),
    shown('CPU a confirmed act, ms', report.cpuMs.toFixed(2)),
  ];
}

function scenario(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

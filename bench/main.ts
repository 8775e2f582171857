import { fileURLToPath } from 'node:url';
import type { ActReport } from './confirmed-act.js';
import type { CreditReport } from './credit-a-slip.js';
import type { FindReport } from './find-a-member.js';
import { counted, type Line, shown, table } from './numbers.js';
import { runAlone, runTraced } from './syncs.js';

const quick = process.argv.includes('--quick');
const MEMBERS = 100_000;

const lines: Line[] = [
  ...confirmedAct(quick ? 100 : 1000),
  ...creditASlip(quick ? 200 : 2000),
  ...findAMember(quick ? 100 : 1000),
];
console.log(table(lines));
if (lines.some(({ ok }) => !ok)) process.exitCode = 1;

function confirmedAct(acts: number): Line[] {
  const { report, syncs } = runTraced<ActReport>(scenario('confirmed-act.js'), [String(acts)]);
  return [
    counted(`fsyncs a confirmed act (${howCounted(syncs)})`, (syncs ?? report.commits) / acts, 1.2),
    counted('SQL statements a confirmed act', report.statements / acts, 20),
    shown('CPU a confirmed act, ms', report.cpuMs.toFixed(2)),
  ];
}

function creditASlip(acts: number): Line[] {
  const { report, syncs } = runTraced<CreditReport>(scenario('credit-a-slip.js'), [String(acts)]);
  return [
    counted(`fsyncs a slip credited (${howCounted(syncs)})`, (syncs ?? report.commits) / acts, 1.2),
    counted('SQL statements a slip credited', report.statements / acts, 20),
    beside('CPU a slip credited, ms', report.cpuMs, report.floorCpuMs, 'L1'),
    beside('as the clerk waits for it, ms', report.wallMs, report.floorWallMs, 'L1'),
  ];
}

/** The floor is the same query as one prepared statement. */
function findAMember(times: number): Line[] {
  const { members, seededInS, searches } = runAlone<FindReport>(scenario('find-a-member.js'), [
    String(MEMBERS),
    String(times),
  ]);
  return [
    shown(`${members} members brought, s`, seededInS.toFixed(1)),
    ...searches.flatMap(({ kind, p50, p99, floorP50, floorP99 }) => [
      beside(`find by ${kind}, p50 ms`, p50, floorP50, 'floor'),
      { ...beside(`find by ${kind}, p99 ms`, p99, floorP99, 'floor'), limit: '≤ 100', ok: p99 <= 100 },
    ]),
  ];
}

function beside(what: string, value: number, floor: number, name: string): Line {
  return shown(what, `${value.toFixed(2)} (${name} ${floor.toFixed(2)}, ×${(value / floor).toFixed(1)})`);
}

function howCounted(syncs: number | undefined): string {
  return syncs === undefined ? 'commits in the log' : 'traced';
}

function scenario(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

// The order of rooms, held by dependency-cruiser. First a small house with a hole in every wall must be refused, then ours must stand.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { conclude } from './files.mjs';

const root = resolve(import.meta.dirname, '../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const settings = join(root, '.dependency-cruiser.cjs');

/** File → what it imports, and the rule that this breaks. */
const holes = {
  'src/kernel/money.ts': ['node:fs', 'pure-kernel'],
  'src/kernel/dates.ts': ['../members/member.js', 'wall-of-kernel'],
  'src/platform/clock.ts': ['../venue/store.js', 'wall-of-platform'],
  'src/members/member.ts': ['../reports/report.js', 'wall-of-members'],
  'src/slips/slip.ts': ['../points/points.js', 'wall-of-slips-gifts'],
  'src/points/rules/rule.ts': ['../points.js', 'pure-rules'],
  'src/points/points.ts': ['../slips/slip.controller.js', 'front-door'],
  'src/slips/slip.controller.ts': ['fast-check', 'product-ships-no-dev-package'],
  'src/venue/store.ts': ['../app.module.js', 'rooms-know-no-app'],
  'src/app.module.ts': ['./missing.js', 'resolvable'],
  'src/reports/report.ts': ['../../test/story.js', 'product-knows-no-test'],
  'test/story.ts': ['./other.js'],
  'test/other.ts': ['./story.js', 'no-circles'],
  'migrations/one.ts': ['../src/slips/slip.js', 'migrations-stand-alone'],
};

function violationsIn(folder) {
  const parts = ['src', 'test', 'bench', 'migrations'].filter((part) => existsSync(join(folder, part)));
  const run = spawnSync(process.execPath, [cruiser, '--config', settings, '--output-type', 'json', ...parts], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!run.stdout) throw new Error(run.stderr);
  return JSON.parse(run.stdout).summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
}

function control() {
  const folder = mkdtempSync(join(tmpdir(), 'ktv-walls-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const file of ['package.json', 'tsconfig.json']) symlinkSync(join(root, file), join(folder, file));
    for (const [file, [imported]] of Object.entries(holes)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import * as other from '${imported}';\nexport const used = other;\n`);
    }
    const found = violationsIn(folder);
    return Object.entries(holes)
      .filter(
        ([file, [, rule]]) => rule && !found.some((violation) => violation.from === file && violation.rule === rule),
      )
      .map(([file, [imported, rule]]) => `control: ${rule} no longer sees that ${file} imports ${imported}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const breaches = violationsIn(root).map(({ from, to, rule }) => `${rule}: ${from} → ${to}`);
conclude('walls', [...control(), ...breaches]);

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/settings/paths.js';

interface Package {
  readonly scripts: Record<string, string>;
}

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Package;

describe('a new PC, on which nothing was built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ktv-built-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  // a build that talks, and leaves a program behind that prints JSON
  const build = `
    const { mkdirSync, writeFileSync, appendFileSync } = require('node:fs');
    console.log('building'); appendFileSync('builds', 'x'); mkdirSync('dist/src/cli', { recursive: true });
    writeFileSync('dist/src/main.js', '');
    for (const name of ['verify', 'restore', 'backup', 'device-key'])
      writeFileSync('dist/src/cli/' + name + '.js', 'console.log(JSON.stringify({ ok: true }))');`;
  const run = (name: string) =>
    execFileSync('npm', ['run', '-s', name, '--', '--json'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

  it.each(['verify', 'restore', 'backup', 'device-key'])(
    'builds before %s, once, and prints nothing of it',
    (name) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'build.cjs'), build);
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { ...scripts, build: 'node build.cjs' } }));
      expect(JSON.parse(run(name))).toEqual({ ok: true });
      expect(JSON.parse(run(name))).toEqual({ ok: true });
      expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe('x');
    },
    60_000,
  );

  it('does not run what it could not build', () => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    const broken = { ...scripts, build: 'node -e "process.exit(3)"' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: broken }));
    expect(() => run('restore')).toThrow('Command failed');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  }, 60_000);
});
